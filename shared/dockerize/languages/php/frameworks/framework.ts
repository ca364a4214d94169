import type { Found } from '../../../found.ts'
import type { App } from '../../../view/file-view.ts'
import type { Composer } from '../composer.ts'

/** A framework: what reveals it, and what is different about it. One file each, or a line in `simple.ts`. */
export interface PhpFramework {
  readonly name: string
  /** Where it shows, or undefined. */
  readonly detect: (app: App, composer: Composer | undefined) => Found<string> | undefined
  /** Folders with an index.php that the web server publishes, the first that is there. */
  readonly publicFolders: readonly string[]
  /** Folders that the running application writes to, relative to it. They are made where they are not there. */
  readonly writable: readonly string[]
  /** More folders that have to be there, mostly within those. */
  readonly folders?: readonly string[]
  /** Requests for what is no file go to index.php, also where no .htaccess says so. */
  readonly frontController: boolean
  readonly env?: Readonly<Record<string, string>>
  /** Lines for the shell that prepare it when source and packages are there. */
  readonly build?: (app: App, composer: Composer) => readonly string[]
  /** Extensions that its own settings ask for. */
  readonly extensions?: (app: App, composer: Composer | undefined) => readonly Found<string>[]
  readonly healthPath?: (app: App) => Found<string> | undefined
  /** Paths that it serves: the first group. */
  readonly routes?: RegExp
  /** What only the environment of the running container can give, in a sentence. */
  readonly needs?: (app: App, composer: Composer | undefined) => string | undefined
  /** A committed .env of defaults is part of the application. */
  readonly readsDotEnv?: boolean
}

/** Whether git has a file of the application's folder. */
export function isCommitted(app: App, name: string): boolean {
  return app.files.list('').some((entry) => entry.name === name)
}

/** A framework that one Composer package reveals. */
export function byPackage(...names: readonly string[]): PhpFramework['detect'] {
  return (_, composer) => names.map((name) => composer?.dependency(name)).find((found) => found !== undefined)
}
