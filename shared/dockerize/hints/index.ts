import type { Found } from '../found.ts'
import type { App } from '../view/file-view.ts'
import { procfileWeb } from './procfile.ts'

/** What manifests of other platforms tell of an application: weaker than an input, stronger than a guess. */
export interface Hints {
  /** The line that starts the server. */
  readonly start?: Found<string>
  readonly build?: Found<string>
  readonly port?: Found<number>
  readonly healthCheckPath?: Found<string>
  /** The folder of a built site, relative to the application. */
  readonly siteFolder?: Found<string>
}

/** Reads what the repository says to other platforms about this application. */
export function readHints(app: App): Hints {
  const start = procfileWeb(app)
  return start === undefined ? {} : { start }
}
