import type { App } from '../view/file-view.ts'

/** How a framework puts routes below a path that they do not name themselves. */
export interface Mounts {
  /** Code that does so, anywhere in the source. */
  readonly by: RegExp
  /** The files whose own routes are the application's all the same; without it, no file's are known to be. */
  readonly home?: RegExp
  /** What a route of a home file must not begin with, as its path is told elsewhere. */
  readonly not?: RegExp
}

/** Where routes can be taken by their word. */
export interface Routed {
  readonly files: readonly string[]
  readonly not?: RegExp
}

/**
 * The files whose routes answer where they say. A health check on a path that is not there would end a task that is well,
 * so in doubt there is none but `/`.
 */
export function routed(app: App, files: readonly string[], mounts: Mounts | undefined): Routed {
  if (mounts === undefined) return { files }
  const text = (file: string): string => app.files.head(file) ?? ''
  if (!files.some((file) => mounts.by.test(text(file)))) return { files }
  const { home, not } = mounts
  return {
    files: home === undefined ? [] : files.filter((file) => home.test(text(file))),
    ...(not === undefined ? {} : { not }),
  }
}
