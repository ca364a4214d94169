import { request as requestHttp, type IncomingMessage, type ServerResponse } from 'node:http'
import { readAwsCall, type AwsRequest } from '../../sandbox/front/aws-call.ts'
import { listen } from '../../sandbox/wire/http.ts'
import { objects, text } from '../../sandbox/wire/json.ts'

/** A call of a release that reads or writes the tags of its stage, held until the test lets it go. */
export interface TagCall {
  /** Who calls. */
  readonly writer: string
  readonly does: 'read' | 'write'
  readonly region: string
  /** `prod` or `prod-previous`; a call that reads several tags is one of `prod`. */
  readonly tag: string
  /** What is written; undefined for a read. */
  readonly digest: string | undefined
  /** Has it carried out, and gives the answer. */
  readonly pass: () => Promise<void>
  /** Answers that it is not allowed, which nobody tries again. */
  readonly refuse: () => void
}

/** Proxies before the sandbox's AWS, one a writer, so that it is known who calls. */
export interface TagGates {
  /** AWS_ENDPOINT_URL by writer. */
  readonly endpoints: Readonly<Record<string, string>>
  readonly close: () => Promise<void>
}

/**
 * Opens a gate before AWS for each writer of the stage `prod`.
 * @param endpoint the sandbox's
 * @param meet decides when a call on the stage's tags goes on; other calls are not held
 */
export async function openTagGates(
  endpoint: string,
  writers: readonly string[],
  meet: (call: TagCall) => Promise<void>,
): Promise<TagGates> {
  const gates = await Promise.all(
    writers.map(async (writer) => {
      const gate = await listen(async (request, response) => {
        const raw = await bodyOf(request)
        const pass = async (): Promise<void> => {
          await forward(`${endpoint}${request.url ?? ''}`, request, raw, response)
        }
        const concerns = readTagCall(readAwsCall(request, raw))
        if (concerns === undefined) await pass()
        else
          await meet({
            ...concerns,
            writer,
            pass,
            refuse: () => {
              deny(response)
            },
          })
      })
      return [writer, gate] as const
    }),
  )
  return {
    endpoints: Object.fromEntries(gates.map(([writer, { url }]) => [writer, url])),
    close: async () => {
      await Promise.all(
        gates.map(async ([, { close }]) => {
          await close()
        }),
      )
    },
  }
}

function readTagCall({
  target,
  region,
  body,
}: AwsRequest): Pick<TagCall, 'does' | 'region' | 'tag' | 'digest'> | undefined {
  const written = text(body, 'imageTag')
  if (target === 'PutImage' && /^prod(-previous)?$/.test(written ?? '')) {
    return { does: 'write', region, tag: written ?? '', digest: text(body, 'imageDigest') }
  }
  const reads = objects(body, 'imageIds').some((id) => text(id, 'imageTag') === 'prod')
  return target === 'BatchGetImage' && reads
    ? { does: 'read', region, tag: 'prod', digest: undefined }
    : undefined
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function forward(
  url: string,
  { method, headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const onward = requestHttp(url, { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response).once('finish', resolve)
    })
    onward.once('error', reject).end(body)
  })
}

function deny(response: ServerResponse): void {
  const type = 'AccessDeniedException'
  response.writeHead(400, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': type })
  response.end(JSON.stringify({ __type: type, message: 'User is not authorized to perform: ecr:PutImage' }))
}
