import type { Mounts } from '../../decide/mounts.ts'
import { readNodeTools } from '../node/assets.ts'
import { commandFromLine } from '../../decide/command.ts'
import { decideHealthPath, decidePort } from '../../decide/values.ts'
import { choose, fromInput, warningAt, withValue, type Found } from '../../found.ts'
import { readHints } from '../../hints/index.ts'
import { parseJson } from '../../parse/json.ts'
import { PORT_WORD } from '../../parse/shell.ts'
import type { About, Plan, Provider, Request } from '../../plan.ts'
import { endOfLifeWarning } from '../../decide/releases.ts'
import { healthPath, isPort, portIn } from '../../decide/routes.ts'
import { NGINX } from '../static/site.ts'
import { appIn, sources, type App } from '../../view/file-view.ts'
import { chooseProject, servers, type Choice } from './choose.ts'
import { assemblyName, hasProjectBelow, PROJECT_ENDINGS, projectsBeside, type Project } from './project.ts'
import { DOTNET_RELEASES } from './releases.ts'
import { restoreFiles } from './restore.ts'
import { dotnetStages, quoted, sourceFolders, type Facts } from './stages.ts'
import { dotnetVersions } from './version.ts'

const KINDS = {
  web: 'aspnet',
  site: 'blazor-wasm',
  program: 'dotnet',
  library: 'dotnet',
  test: 'dotnet',
} as const
// An address in the source wins over the environment.
const PORTS = [
  /\b(?:UseUrls|Urls\.Add|Run)\(\s*\$?"https?:\/\/[^":/]*:(\d{2,5})\b/,
  /\bListen(?:AnyIP|Localhost)\(\s*(\d{2,5})\b/,
  /\bGetEnvironmentVariable\("PORT"\)\s*\?\?\s*"?(\d{2,5})\b/,
  /\bPrefixes\.Add\(\s*"https?:\/\/[^":/]*:(\d{2,5})\b/,
]
const ROUTES =
  /\b(?:MapHealthChecks|UseHealthChecks|MapGet)\(\s*"\/?([\w/-]{2,40})"|\[Http(?:Get|Head)\("\/([\w/-]{2,40})"\)\]|\broute\s+"\/([\w/-]{2,40})"/g

const MOUNTS: Mounts = { by: /\bMapGroup\(|\bUsePathBase\(/, home: /\bMapHealthChecks\(/, not: /MapGet/ }

/** Applications of ASP.NET Core, and Blazor's that run in browsers. */
export const dotnet: Provider = {
  language: 'dotnet',
  frameworks: ['aspnet', 'blazor-wasm', 'dotnet'],
  lookedFor: PROJECT_ENDINGS.map((ending) => `*${ending}`).join(', '),
  detect: (app) => {
    const direct = projectsBeside(app)
    if (direct.length > 0) return servers(app, direct).length === 1 ? 'application' : 'helper'
    // A project below is an application of its own folder; from here it is one only where nothing else is.
    return hasProjectBelow(app) ? 'helper' : undefined
  },
  plan: planDotnet,
}

function planDotnet(app: App, request: Request): Plan {
  const { overrides } = request
  const choice = chooseProject(app)
  const { project } = choice
  const site = project.kind === 'site'
  const versions = dotnetVersions(app, project, overrides.version)
  const hints = readHints(app)
  const files = sources(app.repository, ['.cs', '.fs', '.vb'], 2000).filter((file) =>
    isIn(project.folder, file),
  )
  const top = appIn(app.repository, '')
  const native = project.property('PublishAot')?.value.toLowerCase() === 'true' && !site
  const build = publishLine(choice, versions.framework, native, overrides.buildCommand)
  const own =
    overrides.runCommand === undefined
      ? undefined
      : commandFromLine(fromInput(overrides.runCommand, 'run-command'))
  const port = decidePort(
    request,
    hints,
    own?.port,
    ...(site ? [] : [portIn(top, files, PORTS), kestrelPort(app, project)]),
    site ? undefined : { value: 8080, why: "the framework's default" },
  )
  const health = decideHealthPath(request, hints, site ? undefined : healthPath(top, files, ROUTES, MOUNTS))
  const name = assemblyName(project)
  const start: Found<readonly string[]> = site
    ? { ...project.sdk, value: NGINX }
    : { ...project.sdk, value: native ? [`./${name}`] : ['dotnet', `${name}.dll`] }
  const run = own?.run ?? start
  const argv = run.value.map((word) => word.replaceAll(PORT_WORD, String(port.value)))
  const usesNode =
    project.property('SpaRoot') !== undefined || project.commands.some((line) => /\bnpm\b/.test(line))
  const facts: Facts = {
    app,
    choice,
    versions,
    restore: restoreFiles(app, choice),
    build: build.value,
    native,
    node: usesNode ? spaTools(app, project, request) : undefined,
    env: {
      ...own?.env,
      ...(Number.parseFloat(versions.runtime.value) >= 8
        ? { ASPNETCORE_HTTP_PORTS: String(port.value) }
        : { ASPNETCORE_URLS: `http://+:${port.value}` }),
    },
  }
  const ended = endOfLifeWarning('.NET', versions.runtime.value, DOTNET_RELEASES, request.now)
  return {
    language: { value: 'dotnet', file: project.path },
    framework:
      overrides.framework === undefined
        ? withValue(project.sdk, KINDS[project.kind])
        : fromInput(overrides.framework, 'framework'),
    version: versions.runtime,
    packageManager: { value: 'nuget', file: project.path },
    buildCommand: build,
    runCommand: withValue(run, argv),
    port,
    healthCheckPath: health,
    stages: dotnetStages(facts, { argv, port: port.value, healthCheckPath: health.value }, request),
    about: about(project),
    scope: scopeOf(app, choice, facts.restore.files),
    ignore: ['**/bin', '**/obj', '**/.vs', '**/TestResults', '**/*.user', '**/appsettings.Development.json'],
    warnings: [
      ...(ended === undefined ? [] : [warningAt(versions.runtime, ended)]),
      ...versions.warnings,
      ...hints.warnings,
    ],
  }
}

function isIn(folder: string, path: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`)
}

/** Source: Microsoft's documentation, "dotnet publish", UseAppHost, and "Native AOT deployment". */
function publishLine(
  { project }: Choice,
  framework: string | undefined,
  native: boolean,
  input: string | undefined,
): Found<string> {
  if (input !== undefined) return fromInput(input, 'build-command')
  const is = (name: string): boolean => project.property(name)?.value.toLowerCase() === 'true'
  const flags = [
    '--configuration Release',
    '--no-restore',
    ...(framework === undefined ? [] : [`--framework ${framework}`]),
    '--output /app/publish',
    ...(native || project.kind === 'site' ? [] : ['-p:UseAppHost=false']),
    // The image has the runtime: what a project bundles for machines without one would be there twice.
    ...(is('PublishSingleFile') && !native ? ['-p:PublishSingleFile=false'] : []),
    ...(is('SelfContained') && !native ? ['-p:SelfContained=false'] : []),
  ]
  return { value: `dotnet publish ${quoted(project.path)} ${flags.join(' ')}`, why: 'the build of .NET' }
}

// Source: Microsoft's documentation, "Configure endpoints for Kestrel": endpoints in the settings win over variables.
function kestrelPort(app: App, { folder }: Project): Found<number> | undefined {
  const path = folder === '' ? 'appsettings.json' : `${folder}/appsettings.json`
  const text = app.repository.text(path)
  if (text === undefined) return undefined
  const json = parseJson(path, text, 'jsonc')
  const url = choose([
    json.string('Kestrel', 'Endpoints', 'Http', 'Url'),
    json.string('Kestrel', 'EndPoints', 'Http', 'Url'),
  ])
  const port = Number(/:(\d+)\/?$/.exec(url?.value ?? '')?.[1])
  return url === undefined || !isPort(port) ? undefined : withValue(url, port)
}

function spaTools(app: App, project: Project, request: Request): Facts['node'] {
  const root = project.property('SpaRoot')?.value.replaceAll('\\', '/').replace(/\/+$/, '') ?? ''
  const folders = [root, 'ClientApp', 'client', ''].map((name) =>
    [project.folder, name].filter(Boolean).join('/'),
  )
  const folder = folders.find((one) => app.repository.isFile(`${one}/package.json`))
  return folder === undefined ? undefined : readNodeTools(appIn(app.repository, folder), request)
}

/** What the build copies from outside of the application's folder. */
function scopeOf(app: App, choice: Choice, files: readonly string[]): readonly string[] {
  if (app.folder === '') return []
  const folders = sourceFolders(choice).filter((folder) => folder !== '')
  const all = [...folders, ...files].filter((path) => !isIn(app.folder, path) && path !== app.folder)
  return [...new Set(all)]
    .filter((path) => !folders.some((folder) => path !== folder && isIn(folder, path)))
    .sort()
}

function about({ property, ...project }: Project): About {
  const description = property('Description')?.value
  const licenses = property('PackageLicenseExpression')?.value
  return {
    title: property('Product')?.value ?? assemblyName({ property, ...project }),
    ...(description === undefined ? {} : { description }),
    ...(licenses === undefined ? {} : { licenses }),
  }
}
