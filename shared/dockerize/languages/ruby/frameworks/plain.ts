import { UserError } from '../../../../errors.ts'
import type { Found } from '../../../found.ts'
import { searchLines } from '../../../parse/lines.ts'
import type { App } from '../../../view/file-view.ts'
import type { RubyFramework } from './framework.ts'

const FILES = ['server.rb', 'app.rb', 'main.rb', 'web.rb', 'bin/server', 'bin/server.rb', 'lib/server.rb']
const LISTENS = /\b(?:TCPServer|HTTPServer|Socket\.tcp_server_loop)\b|\bRack::Handler\b|\bRackup::Handler\b/

/** Ruby without a framework: a file by a usual name that listens. */
export const plainRuby: RubyFramework = {
  name: 'ruby',
  detect: () => undefined,
  routes: /["'](?:GET\s+)?\/([\w/-]{2,40})["']/g,
  image: (app, gemfile) => {
    const file = listeningFile(app)
    if (file === undefined) {
      throw new UserError(
        `No start command was found in ${app.at('') || 'the repository'}: looked for a web process in Procfile, config.ru, Rails, Sinatra, and a server in ${FILES.join(', ')}.`,
        'Set the input "run-command", for example to "bundle exec puma".',
      )
    }
    const bundle = gemfile === undefined ? [] : ['bundle', 'exec']
    return { server: { run: { ...file, value: [...bundle, 'ruby', file.value] } } }
  },
}

/** The file that serves, where there is one. */
export function listeningFile(app: App): Found<string> | undefined {
  for (const file of FILES) {
    const match = searchLines(app.files.head(file) ?? '', LISTENS)
    if (match !== undefined) return { value: file, file: app.at(file), line: match.line }
  }
  return undefined
}
