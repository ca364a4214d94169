import { steps, type Stage, type Step } from '../../../image/steps.ts'
import type { App } from '../../../view/file-view.ts'
import type { Build } from '../build.ts'
import { entryOf } from '../entry.ts'
import type { Facts } from '../facts.ts'
import { publicSettings } from '../public-settings.ts'
import { registrySettings } from '../secrets.ts'
import { scriptFile } from '../source.ts'
import type { Installation } from './install.ts'
import { commandIn, commandPath, copySources, imageFolder, TOP } from './layout.ts'

function publicNote(files: readonly string[]): readonly string[] {
  const beside = files.length === 0 ? '' : `, before ${files.join(' and ')}`
  return [`Public by their prefix: they end up in what browsers load. Given by --build-arg${beside}.`]
}

/** The stage that has the source and makes from it what runs or is served. */
export function buildStage(facts: Facts, install: Installation, build: Build): Stage {
  const { app, project, framework, source, command, tools } = facts
  const { before, line, at } = build
  const cache = framework.buildCache
  const mounts: Extract<Step, { kind: 'run' }>['mounts'] =
    cache === undefined
      ? []
      : [
          {
            type: 'cache',
            id: cacheId(facts, cache),
            target: `${imageFolder(project)}/${cache}`,
            // What another build changes meanwhile is broken for this one (seen with Turbopack's).
            sharing: 'locked',
          },
        ]
  const afterBuild = command.output?.afterBuild
  const after = typeof afterBuild === 'function' ? afterBuild(project.place) : afterBuild
  const below = project.place !== ''
  const own = line === undefined ? undefined : commandIn(project, line)
  const first = [...before, ...(at === 'top' && line !== undefined ? [line] : [])]
  const clean = wholeBuild(facts) ? ['node_modules', ...registrySettings(app).files] : []
  const second = [
    ...(at === 'application' && own !== undefined ? [own] : []),
    ...(after === undefined ? [] : [after]),
    ...(clean.length === 0 ? [] : [`rm -rf ${clean.join(' ')}`]),
  ]
  const run = (commands: readonly string[], cached = true): Step => ({
    kind: 'run',
    commands,
    ...(mounts.length === 0 || !cached ? {} : { mounts }),
  })
  return {
    name: 'build',
    base: install.all ?? tools,
    steps: steps(
      install.all === undefined && { kind: 'workdir', value: TOP },
      ...copySources(facts, project.builds),
      ...source.publicVariables.map((value, index): Step => ({
        kind: 'arg',
        value,
        ...(index === 0 ? { why: publicNote(publicSettings(app, facts.manifest).files) } : {}),
      })),
      framework.buildEnv !== undefined && { kind: 'env', values: framework.buildEnv },
      below &&
        at === 'application' &&
        own !== line && { kind: 'env', values: { PATH: commandPath(project) } },
      below && first.length > 0 && run(first, at === 'top'),
      below && second.length > 0 && { kind: 'workdir', value: imageFolder(project) },
      below ? second.length > 0 && run(second) : run([...first, ...second]),
    ),
  }
}

/** By the application, as the folder is the same for all that are built on one machine. */
function cacheId({ manifest, app }: Facts, cache: string): string {
  const name = manifest.json.string('name')?.value ?? app.folder
  return [name, cache]
    .map((part) => part.replace(/[^\w.]+/g, '-').replace(/^[-.]+|-+$/g, ''))
    .filter(Boolean)
    .join('-')
}

/** Whether source runs and something is built for it too: then what was built may be anywhere. */
export function wholeBuild({ app, build, command }: Facts): boolean {
  if (build?.line === undefined) return false
  const { output, custom = false, run } = command
  if (output !== undefined && !custom) return false
  const entry = entryOf(run.value)
  // A tool that is not known may keep what it built anywhere, in a folder with a dot as well.
  if (/^(?:\/bin\/sh$|node_modules\/\.bin\/)/.test(run.value[0] ?? '')) return true
  return entry !== undefined && (scriptFile(app, entry) !== undefined || compiledInPlace(app, entry))
}

/** Whether the compiler puts this file beside its source: `server.js` beside `server.ts`. */
function compiledInPlace(app: App, entry: string): boolean {
  const [, path, kind] = /^(?:\.\/)?(.+)\.([cm]?)js$/.exec(entry) ?? []
  return path !== undefined && app.files.isFile(`${path}.${kind ?? ''}ts`)
}
