import { withValue, type Found } from '../../found.ts'
import type { Hints } from '../../hints/index.ts'
import { PORT_WORD } from '../../parse/shell.ts'
import type { About, Plan, Request } from '../../plan.ts'
import type { Facts } from './facts.ts'
import type { SiteOutput } from './frameworks/framework.ts'
import { writtenWarnings } from '../../image/written.ts'
import { entryOf } from './entry.ts'
import { findHealthPath, findPort } from './served.ts'
import { imageFolder } from './stages/layout.ts'
import { serverStages } from './stages/server.ts'
import { siteStages } from './stages/site.ts'
import { warningsOf } from './warnings.ts'

/** All that a plan is put together from. */
export interface Parts {
  readonly facts: Facts
  /** The file that the language was told by. */
  readonly manifest: string
  readonly framework: Found<string>
  readonly version: Found<string>
  /** What is served in place of a server. */
  readonly site: SiteOutput | undefined
  readonly hints: Hints
  readonly request: Request
  readonly about: About
  readonly context: Pick<Plan, 'scope' | 'ignore'>
}

/** Puts a plan together: the port and the health path are what the facts tell, the stages are made from all of it. */
export function assemble(parts: Parts): Plan {
  const { facts, site, hints, request, version } = parts
  const { overrides } = request
  const { app, build, command, framework, manager, runtime } = facts
  const source = site === undefined ? facts.source : undefined
  const port = findPort(framework, command, source, overrides.port, hints)
  const healthCheckPath = findHealthPath(app, framework, source, request, hints, site?.base)
  const argv = command.run.value.map((word) => word.replaceAll(PORT_WORD, String(port.value)))
  const written =
    source === undefined
      ? []
      : [...(command.output?.writes ?? []), ...source.written(entryOf(command.run.value), outputOf(facts))]
  const serving = { argv, port: port.value, healthCheckPath: healthCheckPath.value, written }
  return {
    language: { value: runtime.name, file: parts.manifest },
    framework: parts.framework,
    version,
    packageManager: manager.found,
    ...(build === undefined ? {} : { buildCommand: build.shown }),
    runCommand: withValue(command.run, argv),
    port,
    healthCheckPath,
    stages:
      site === undefined ? serverStages(facts, serving, request) : siteStages(facts, site, serving, request),
    about: parts.about,
    ...parts.context,
    warnings: [
      ...warningsOf(facts, version, port, request.now),
      ...writtenWarnings(written, imageFolder(facts.project)),
      ...hints.warnings,
    ],
  }
}

/** The folder that the build compiles `src` to, as the start command tells. */
function outputOf({ build, command }: Facts): string | undefined {
  const entry = build === undefined ? undefined : entryOf(command.run.value)?.replace(/^\.\//, '')
  return entry?.includes('/') === true ? entry.split('/')[0] : undefined
}
