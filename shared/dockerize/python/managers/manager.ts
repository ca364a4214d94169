import type { Found, Warning } from '../../found.ts'
import type { Mount, Step } from '../../image.ts'

/** How one package manager installs into /opt/venv inside an image. */
export interface PythonManager {
  readonly found: Found<string>
  /** Puts the manager itself in place; absent for pip, which every image has. */
  readonly setup?: Step
  /** The files that decide what is installed, relative to the application; undefined where any file may. */
  readonly files: readonly string[] | undefined
  readonly env?: Readonly<Record<string, string>>
  readonly mounts: readonly Mount[]
  /** Installs production dependencies; `added` are requirements beside those that the files name. */
  readonly install: (added: readonly string[]) => string
  /** It makes the virtual environment by itself. */
  readonly makesEnvironment?: boolean
  /** Installs the application itself once its source is there; absent where it runs from its source. */
  readonly installSelf?: string
  /** Absent where something can be added without changing a lockfile; else the command that does, less the name. */
  readonly addCommand?: string
  readonly warnings: readonly Warning[]
}
