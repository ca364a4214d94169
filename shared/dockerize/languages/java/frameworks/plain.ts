import { searchLines } from '../../../parse/lines.ts'
import { plainArchive } from './archive.ts'
import { ROUTES } from './libraries.ts'
import type { JavaFramework } from './framework.ts'
import type { App } from '../../../view/file-view.ts'

/** Java alone: a main method, served by the JDK's own HTTP server or by something that is not known here. */
export const plain: JavaFramework = {
  name: 'java',
  reveals: () => undefined,
  defaultPort: 8080,
  routes: ROUTES,
  shape: (context) => plainArchive(context, 'no known framework'),
}

const LISTENS =
  /\bcom\.sun\.net\.httpserver\b|\bHttpServer\.create\(|\bnew ServerSocket\(|\bServerSocketChannel\.open\(/

/** Whether the source opens a server socket itself. */
export function listens(app: App, files: readonly string[]): boolean {
  return files.some((file) => searchLines(app.files.head(file) ?? '', LISTENS) !== undefined)
}
