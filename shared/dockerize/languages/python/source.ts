import { sources, type App } from '../../view/file-view.ts'
import { withoutComments } from './mask.ts'

// Tests start servers of their own; setup.py is run by installers alone.
const NOT_SERVED = /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest|setup|noxfile)\.py$/

/** The application's Python files, each read once and only when asked for. */
export interface Source {
  readonly app: App
  /** Relative to the application, nearest to its top first. */
  readonly files: readonly string[]
  /** A file's code, without comments and docstrings; empty where there is no such file. */
  readonly code: (file: string) => string
}

/** The Python source of an application. */
export function pythonSource(app: App): Source {
  const texts = new Map<string, string>()
  let files: readonly string[] | undefined
  return {
    app,
    get files() {
      files ??= sources(app.files, ['.py']).filter((file) => !NOT_SERVED.test(file))
      return files
    },
    code: (file) => {
      const known = texts.get(file)
      if (known !== undefined) return known
      const text = withoutComments(app.files.head(file) ?? '')
      texts.set(file, text)
      return text
    },
  }
}

/** Counted from 1. */
export function lineAt(text: string, index: number): number {
  return text.slice(0, index).split('\n').length
}
