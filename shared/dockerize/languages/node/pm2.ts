import { parseJson } from '../../parse/json.ts'
import type { App } from '../../view/file-view.ts'
import { readConfig } from './config/index.ts'
import type { Process, Start } from './start.ts'

/** What PM2 is told of one application. */
interface Supervised {
  readonly script: string | undefined
  readonly args: string | undefined
  readonly port: number | undefined
}

/**
 * A start by PM2's configuration file as the process it stands for: one application is one process, that the
 * orchestrator starts again where it dies. Several are several, which one image does not run. Source: pm2.keymetrics.io,
 * "Ecosystem File". Other starts come back as they are.
 */
export function withoutPm2(app: App, start: Start): Start {
  if (start.kind !== 'process' || !/^pm2(?:-runtime)?$/.test(start.command ?? '')) return start
  const file = start.argv.find((word) => /\.(?:json|[cm]?js)$/.test(word))
  const apps = file === undefined ? [] : appsOf(app, file.replace(/^\.\//, ''))
  const [first, second] = apps
  if (second !== undefined) return { kind: 'several', tool: start.argv.slice(1).join(' ') }
  // Not readable: PM2 itself then, in the foreground.
  if (first?.script === undefined) return { ...start, argv: foreground(start) }
  const args = first.args === undefined || first.args === '' ? [] : first.args.split(/\s+/)
  return {
    ...start,
    argv: ['node', first.script.replace(/^\.\//, ''), ...args],
    command: undefined,
    needs: [],
    ...(first.port === undefined ? {} : { port: first.port }),
  }
}

function foreground({ argv }: Process): readonly string[] {
  const [program = '', ...rest] = argv
  return [program.replace(/pm2$/, 'pm2-runtime'), ...rest]
}

function appsOf(app: App, path: string): readonly Supervised[] {
  if (path.endsWith('.json')) {
    const text = app.files.text(path)
    if (text === undefined) return []
    const json = parseJson(app.at(path), text, 'jsonc')
    const list = json.get('apps')
    return (Array.isArray(list) ? list : []).map((_, index) => {
      const port = Number(json.get('apps', index, 'env', 'PORT'))
      return {
        script: json.string('apps', index, 'script')?.value,
        args: json.string('apps', index, 'args')?.value,
        port: Number.isInteger(port) ? port : undefined,
      }
    })
  }
  return (readConfig(app, path)?.list('apps') ?? []).map((part) => ({
    script: part.string('script')?.value,
    args: part.string('args')?.value,
    port: part.number('env_production', 'PORT')?.value ?? part.number('env', 'PORT')?.value,
  }))
}
