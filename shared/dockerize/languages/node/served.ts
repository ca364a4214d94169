import { choose, fromInput, withValue, type Found } from '../../found.ts'
import type { Hints } from '../../hints/index.ts'
import { DEFAULT_PORT, type Request } from '../../plan.ts'
import { isPort, portInArguments } from '../../decide/routes.ts'
import type { App } from '../../view/file-view.ts'
import type { NodeFramework } from './frameworks/framework.ts'
import type { Command } from './resolve.ts'
import type { Source } from './source.ts'

/** The port that the server listens on; `source` is undefined for a site of files. */
export function findPort(
  { port: fallback, portInSource = true }: NodeFramework,
  command: Command,
  source: Source | undefined,
  input: number | undefined,
  hints: Hints,
): Found<number> {
  const named = [portInArguments(command.run.value), command.port, Number(command.env['PORT'])].find(
    (port) => port !== undefined && isPort(port),
  )
  const standard = source === undefined ? undefined : fallback
  const found = choose<number>([
    input === undefined ? undefined : fromInput(input, 'port'),
    named === undefined ? undefined : withValue(command.run, named),
    // What serves the files is ours, so that nothing but the input has a say in its port.
    source === undefined ? undefined : hints.port,
    command.output?.port,
    portInSource ? source?.port : undefined,
    standard === undefined ? undefined : { value: standard, why: "the framework's default" },
  ])
  return found ?? { value: DEFAULT_PORT, why: 'default' }
}

/** The path that tells whether the server is well. */
export function findHealthPath(
  app: App,
  { healthPath }: NodeFramework,
  source: Source | undefined,
  { overrides: { healthCheckPath: input } }: Request,
  hints: Hints,
  base?: Found<string>,
): Found<string> {
  const found = choose([
    input === undefined ? undefined : fromInput(input, 'health-check-path'),
    hints.healthCheckPath,
    source && (healthPath === undefined ? source.healthPath : healthPath(app, source.files)),
    base && withValue(base, `${base.value}/`),
  ])
  return found ?? { value: '/', why: 'no health path in the source' }
}
