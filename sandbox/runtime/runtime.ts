/** An image to run, by digest, with the environment it gets. */
export interface StartSpec {
  /** `127.0.0.1:PORT/name@sha256:...` */
  readonly reference: string
  readonly login: { readonly username: string; readonly password: string }
  /** The image's manifest and blobs, for a runtime that has no engine to pull with. */
  readonly manifest: Buffer
  readonly blob: (digest: string) => Buffer | undefined
  readonly env: Readonly<Record<string, string>>
  readonly command: readonly string[] | undefined
  /** The port it listens on; without one, what the image's PORT or EXPOSE say. */
  readonly port: number | undefined
}

/** Something that runs. */
export interface Running {
  /** `http://127.0.0.1:PORT` */
  readonly url: string
  /** The exit code once it has ended. */
  readonly exitCode: () => Promise<number | undefined>
  readonly logs: () => Promise<string>
  readonly stop: () => Promise<void>
}

/** What runs containers for the sandbox's ECS and Lambda. */
export interface Runtime {
  readonly name: string
  readonly start: (spec: StartSpec) => Promise<Running>
}

/** Waits until something answers HTTP; false when it ends before, or the time does. */
export async function answersHttp(running: Running, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds
  while (Date.now() < deadline) {
    const answered = await fetch(running.url, { signal: AbortSignal.timeout(1_000) }).then(
      async (response) => {
        await response.body?.cancel()
        return response.status < 500
      },
      () => false,
    )
    if (answered) return true
    if ((await running.exitCode()) !== undefined) return false
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}
