import type { Mounts } from '../../decide/mounts.ts'
import { UserError } from '../../../errors.ts'
import { commandFromLine } from '../../decide/command.ts'
import { decideHealthPath, decidePort } from '../../decide/values.ts'
import { choose, fromInput, originOf, withValue, type Found } from '../../found.ts'
import { readHints } from '../../hints/index.ts'
import { PORT_WORD } from '../../parse/shell.ts'
import type { Plan, Provider, Request } from '../../plan.ts'
import { healthPath, portIn } from '../../decide/routes.ts'
import { appIn, join, sources, type App } from '../../view/file-view.ts'
import { assetLines, assetTools } from './assets.ts'
import { readMix, type Mix } from './mix.ts'
import { elixirStages } from './stages.ts'
import { elixirVersions } from './version.ts'
import { warningsOf } from './warnings.ts'

const SERVERS = ['bandit', 'plug_cowboy', 'cowboy', 'mochiweb', 'ace']
const PORTS = [
  /System\.(?:get_env|fetch_env!)\(\s*"PORT"\s*(?:,\s*"(\d{2,5})"\s*)?\)(?:\s*\|\|\s*"(\d{2,5})")?/,
  /\bport:\s*(\d{2,5})\b/,
]
const ROUTES = /^\s*(?:get|forward|match)\s*\(?\s*"\/?([\w/-]{2,40})"/gm

const MOUNTS: Mounts = { by: /\bscope\s*\(?\s*"\/\w/, home: /\buse\s+Phoenix\.Endpoint\b/ }

/** Applications of Phoenix and Plug, as releases. */
export const elixir: Provider = {
  language: 'elixir',
  frameworks: ['phoenix', 'plug', 'elixir'],
  lookedFor: 'mix.exs',
  detect: (app) => {
    const mix = readMix(app)
    if (mix === undefined) return undefined
    const { value } = frameworkOf(app, mix)
    return value !== 'elixir' || mix.releases.length > 0 ? 'application' : 'helper'
  },
  plan: planElixir,
}

function planElixir(app: App, request: Request): Plan {
  const { overrides } = request
  const mix = readMix(app)
  if (mix === undefined) {
    throw new UserError(
      `${app.at('mix.exs')} is not there, which every application of Elixir has.`,
      'Set "root-directory" to the folder of the application.',
    )
  }
  const [outside] = mix.outside
  if (outside !== undefined) {
    throw new UserError(
      `${originOf(outside)} takes a dependency from "${outside.value}", which is outside the folder of the application.`,
      'Move it inside, or name it by its repository (git:).',
    )
  }
  const shown = frameworkOf(app, mix)
  const framework = overrides.framework === undefined ? shown : fromInput(overrides.framework, 'framework')
  const children = umbrella(app, mix)
  const hints = readHints(app)
  const files = sources(app.files, ['.ex', '.exs'])
  refuseWithoutServer(app, framework, files, overrides)
  const versions = elixirVersions(app, mix, overrides.version)
  const release = releaseName(app, mix)
  const own =
    overrides.runCommand === undefined
      ? undefined
      : commandFromLine(fromInput(overrides.runCommand, 'run-command'))
  const phoenix = framework.value === 'phoenix'
  const port = decidePort(request, hints, own?.port, portIn(app, portFiles(files, phoenix), PORTS), {
    value: 4000,
    why: "the framework's default",
  })
  const health = decideHealthPath(request, hints, healthPath(app, files, ROUTES, MOUNTS))
  const run: Found<readonly string[]> = own?.run ?? {
    ...release,
    value: [`/app/bin/${release.value}`, 'start'],
  }
  const argv = run.value.map((word) => word.replaceAll(PORT_WORD, String(port.value)))
  const node = assetTools(app, children, request)
  const assets = assetLines(app, mix, phoenix, node)
  const build = choose<readonly string[]>([
    overrides.buildCommand === undefined ? undefined : fromInput([overrides.buildCommand], 'build-command'),
    // A name is for releases that mix.exs defines; without any there is the application's own.
    {
      ...release,
      value: [
        'mix compile',
        ...assets,
        mix.releases.length === 0 ? 'mix release' : `mix release ${release.value}`,
      ],
    },
  ])
  const lines = build?.value ?? []
  const description = mix.description
  return {
    language: { value: 'elixir', file: mix.file },
    framework,
    version: versions.elixir,
    packageManager: { value: 'mix', file: app.at(app.files.isFile('mix.lock') ? 'mix.lock' : 'mix.exs') },
    ...(build === undefined ? {} : { buildCommand: withValue(build, lines.join(' && ')) }),
    runCommand: withValue(run, argv),
    port,
    healthCheckPath: health,
    stages: elixirStages(
      {
        app,
        mix,
        children,
        versions,
        release: release.value,
        build: lines,
        node,
        env: { ...(phoenix ? { PHX_SERVER: 'true' } : {}), ...own?.env },
      },
      { argv, port: port.value, healthCheckPath: health.value },
      request,
    ),
    about: { title: release.value, ...(description === undefined ? {} : { description }) },
    ignore: [
      '**/_build',
      '**/deps',
      '.elixir_ls',
      'test',
      'cover',
      'doc',
      'erl_crash.dump',
      '**/priv/static/assets',
    ],
    warnings: [...warningsOf(app, mix, versions.elixir, files, phoenix, request.now), ...hints.warnings],
  }
}

const LISTENS = /:gen_tcp\.listen\(|:inets\b|:httpd\b|:ranch\b|:elli\b|\bThousandIsland\b/

function refuseWithoutServer(
  app: App,
  framework: Found<string>,
  files: readonly string[],
  { runCommand, framework: input }: Request['overrides'],
): void {
  if (framework.value !== 'elixir' || runCommand !== undefined || input !== undefined) return
  if (files.some((file) => LISTENS.test(app.files.head(file) ?? ''))) return
  throw new UserError(
    `${app.at('mix.exs')} is of an application that serves no HTTP: looked for the dependencies phoenix, ${SERVERS.join(', ')}.`,
    'Set the input "framework" to "elixir" where it does, or "root-directory" to the folder of the one that does.',
  )
}

function frameworkOf(app: App, mix: Mix): Found<string> {
  const all = [
    mix,
    ...umbrella(app, mix).flatMap((child) => readMix(appIn(app.repository, app.at(child))) ?? []),
  ]
  const dependency = (name: string): Found<string> | undefined =>
    all.map(({ dependencies }) => dependencies.get(name)).find((found) => found !== undefined)
  const phoenix = dependency('phoenix')
  if (phoenix !== undefined) return withValue(phoenix, 'phoenix')
  const server = SERVERS.map(dependency).find((found) => found !== undefined)
  return server === undefined ? { value: 'elixir', why: 'no known framework' } : withValue(server, 'plug')
}

/** The applications of an umbrella, relative to it. */
function umbrella(app: App, { appsPath }: Mix): readonly string[] {
  if (appsPath === undefined) return []
  return app.files
    .list(appsPath)
    .filter(({ name, kind }) => kind === 'folder' && app.files.isFile(`${appsPath}/${name}/mix.exs`))
    .map(({ name }) => join(appsPath, name))
}

function releaseName(app: App, mix: Mix): Found<string> {
  const [first, second] = mix.releases
  if (first !== undefined && second !== undefined) {
    const same = mix.releases.find(({ value }) => value === mix.app?.value)
    if (same !== undefined) return same
    throw new UserError(
      `${originOf(first)} defines several releases: ${mix.releases.map(({ value }) => value).join(', ')}.`,
      'Set the inputs "build-command" (mix release NAME) and "run-command" (/app/bin/NAME start).',
    )
  }
  const found = first ?? mix.app
  if (found !== undefined) return found
  throw new UserError(
    `${app.at('mix.exs')} names neither an application nor a release${mix.appsPath === undefined ? '' : ', which an umbrella needs'}.`,
    'Add "releases" to the project in mix.exs.',
  )
}

// The port of Phoenix is in its settings for run time; others may name a port anywhere.
function portFiles(files: readonly string[], phoenix: boolean): readonly string[] {
  const settings = ['config/runtime.exs', 'config/prod.exs', 'config/config.exs'].filter((file) =>
    files.includes(file),
  )
  return phoenix ? settings.slice(0, 1) : [...settings, ...files.filter((file) => file.endsWith('.ex'))]
}
