/** One HTTP request. Redirects are not followed. */
export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT'
  readonly url: URL
  /** A streamed body needs `content-length` here; without it, it would go in chunks, on which ECR stalls. */
  readonly headers: Readonly<Record<string, string>>
  /** Each chunk of a stream is the connection's before the next one is asked for. */
  readonly body?: Uint8Array | AsyncIterable<Uint8Array>
  /** About how many bytes the answer has; many of them are read in a way that holds few. */
  readonly expectedBytes?: number
  /** Ends the request and its answer when it is aborted. */
  readonly signal: AbortSignal
}

/** An answer whose body is still to come. One that nobody reads holds its connection. */
export interface HttpResponse {
  readonly status: number
  /** The first value of a header, by its name in lower case. */
  readonly header: (name: string) => string | undefined
  /** A chunk is valid until the next one is asked for: its memory is used again. Left early, the connection is closed. */
  readonly body: AsyncIterable<Uint8Array>
}

/** Sends requests with bodies of any size, which wait for each other: neither direction is held in memory. */
export type Http = (request: HttpRequest) => Promise<HttpResponse>
