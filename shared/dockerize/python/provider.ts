import { UserError } from '../../errors.ts'
import { fromInput, warningAt, withValue, type Found } from '../found.ts'
import { readHints } from '../hints/index.ts'
import { parseCommandLine, PORT_WORD, throughShell } from '../parse/shell.ts'
import { DEFAULT_PORT, type Plan, type Provider, type Request } from '../plan.ts'
import { endOfLifeWarning } from '../releases.ts'
import { healthPath, portIn, portInArguments } from '../routes.ts'
import { sources, type App } from '../view/file-view.ts'
import type { PythonFramework, Target } from './frameworks/framework.ts'
import { PYTHON_FRAMEWORKS } from './frameworks/index.ts'
import { chooseManager } from './managers/choose.ts'
import type { PythonManager } from './managers/manager.ts'
import { pythonProbe } from './probe.ts'
import { readProject, type Project } from './project.ts'
import { PYTHON_RELEASES } from './releases.ts'
import { chooseServer, developmentServer, serverOrigin, type Server } from './server.ts'
import { pythonStages } from './stages.ts'
import { pythonVersion } from './version.ts'

const MANIFESTS = [
  'requirements.txt',
  'pyproject.toml',
  'uv.lock',
  'poetry.lock',
  'Pipfile',
  'setup.py',
  'manage.py',
]
const PLAIN = 'python'
const PORTS = [
  /environ(?:\.get\(|\[)\s*['"]PORT['"]\s*,\s*['"]?(\d{2,5})\b/,
  /getenv\(\s*['"]PORT['"]\s*,\s*['"]?(\d{2,5})\b/,
  /\.run\([^)]*\bport\s*=\s*(\d{2,5})\b/,
]

/** Applications with a Python manifest. */
export const python: Provider = {
  language: 'python',
  frameworks: [...PYTHON_FRAMEWORKS.map(({ name }) => name), PLAIN],
  lookedFor: MANIFESTS.slice(0, 4).join(', '),
  detect: (app) => {
    if (!MANIFESTS.some((name) => app.files.isFile(name))) return undefined
    const project = readProject(app)
    const runs = PYTHON_FRAMEWORKS.some((framework) => project.dependency(framework.package) !== undefined)
    return runs || readHints(app).start !== undefined ? 'application' : 'helper'
  },
  plan: planPython,
}

interface Command {
  readonly run: Found<readonly string[]>
  readonly readsPort: boolean
  readonly server: Pick<Server, 'added' | 'warnings' | 'env'>
  readonly port?: number
}

function planPython(app: App, request: Request): Plan {
  const { overrides } = request
  const project = readProject(app)
  const files = sources(app.files, ['.py'])
  const { framework, found } = findFramework(app, project, overrides.framework)
  const target = framework?.target(app, files, project)
  const manager = chooseManager(app, project)
  const version = pythonVersion(app, project, overrides.version)
  const ended = endOfLifeWarning('Python', version.value, PYTHON_RELEASES, request.now)
  const line =
    overrides.runCommand === undefined ? readHints(app).start : fromInput(overrides.runCommand, 'run-command')
  const command =
    line === undefined
      ? findServer(app, framework, target, { project, manager, version: version.value })
      : fromLine(line)

  const port = findPort(app, files, command, overrides.port)
  const healthCheckPath = findHealthPath(app, files, framework, overrides.healthCheckPath)
  const argv = command.run.value.map((word) => word.replaceAll(PORT_WORD, String(port.value)))
  const anything = healthCheckPath.value === '/' || framework?.checksHost === true
  const build =
    overrides.buildCommand === undefined ? target?.build : fromInput(overrides.buildCommand, 'build-command')
  return {
    language: { value: 'python', file: app.at(MANIFESTS.find((name) => app.files.isFile(name)) ?? '') },
    framework: found,
    version,
    packageManager: manager.found,
    ...(build === undefined ? {} : { buildCommand: build }),
    runCommand: withValue(command.run, argv),
    port,
    healthCheckPath,
    stages: pythonStages(
      {
        app,
        project,
        manager,
        version: version.value,
        added: command.server.added,
        build: build?.value,
        path: target?.path ?? '',
        env: { ...target?.env, ...command.server.env },
      },
      {
        argv,
        port: port.value,
        healthCheckPath: healthCheckPath.value,
        probe: pythonProbe(
          healthCheckPath.value,
          anything ? 500 : 400,
          command.readsPort ? undefined : port.value,
        ),
      },
      request,
    ),
    ignore: [
      '**/.venv',
      '**/venv',
      '**/__pycache__',
      '**/*.pyc',
      '.pytest_cache',
      '.mypy_cache',
      '.ruff_cache',
    ],
    warnings: [
      ...(ended === undefined ? [] : [warningAt(version, ended)]),
      ...manager.warnings,
      ...command.server.warnings,
      ...(target?.needs?.length
        ? [
            warningAt(
              target.found,
              `The application does not start without ${target.needs.join(', ')}: set it where the image runs.`,
            ),
          ]
        : []),
    ],
  }
}

function findFramework(
  app: App,
  project: Project,
  input: string | undefined,
): { readonly framework: PythonFramework | undefined; readonly found: Found<string> } {
  if (input !== undefined) {
    return {
      framework: PYTHON_FRAMEWORKS.find(({ name }) => name === input),
      found: fromInput(input, 'framework'),
    }
  }
  // A dependency on several (a test client, a mounted application): the one whose application object is there.
  const files = sources(app.files, ['.py'])
  const named = PYTHON_FRAMEWORKS.filter((framework) => project.dependency(framework.package) !== undefined)
  const framework = named.find((one) => one.target(app, files, project) !== undefined) ?? named[0]
  const origin = framework && project.dependency(framework.package)
  if (framework === undefined || origin === undefined) {
    return { framework: undefined, found: { value: PLAIN, why: 'no known framework' } }
  }
  return { framework, found: withValue(origin, framework.name) }
}

function findServer(
  app: App,
  framework: PythonFramework | undefined,
  target: Target | undefined,
  {
    project,
    manager,
    version,
  }: { readonly project: Project; readonly manager: PythonManager; readonly version: string },
): Command {
  if (target !== undefined) {
    const server = chooseServer(target, project, manager, version)
    return { run: serverOrigin(target, server.argv), readsPort: server.readsPort, server }
  }
  const looked = PYTHON_FRAMEWORKS.filter((one) => framework === undefined || one === framework)
  throw new UserError(
    `No start command was found in ${app.at('') || 'the repository'}: looked for a web process in Procfile` +
      `${looked.map(({ name, lookedFor }) => `, for ${name} ${lookedFor}`).join('')}.`,
    'Set the input "run-command", for example to "gunicorn app:app".',
  )
}

function fromLine(line: Found<string>): Command {
  const parsed = parseCommandLine(line.value)
  const server = { added: [], warnings: [], env: {} }
  const development = developmentServer(line.value.split(/\s+/))
  if (development !== undefined) {
    throw new UserError(
      `"${line.value}" (${line.file ?? 'the input "run-command"'}) starts a development server.`,
      'Start a production server instead, for example by "gunicorn app:app".',
    )
  }
  const [only, ...more] = parsed.segments
  const port = parsed.port === undefined ? {} : { port: parsed.port }
  if (parsed.needsShell || only === undefined || more.length > 0) {
    return { run: withValue(line, throughShell(line.value, parsed)), readsPort: true, server, ...port }
  }
  const bound = portInArguments(only.argv) !== undefined || only.argv.some((word) => word.includes(PORT_WORD))
  return { run: withValue(line, only.argv), readsPort: !bound, server: { ...server, env: only.env }, ...port }
}

function findPort(
  app: App,
  files: readonly string[],
  command: Command,
  input: number | undefined,
): Found<number> {
  if (input !== undefined) return fromInput(input, 'port')
  const named = portInArguments(command.run.value) ?? command.port
  if (named !== undefined) return withValue(command.run, named)
  return portIn(app, files, PORTS) ?? { value: DEFAULT_PORT, why: 'default' }
}

function findHealthPath(
  app: App,
  files: readonly string[],
  framework: PythonFramework | undefined,
  input: string | undefined,
): Found<string> {
  if (input !== undefined) return fromInput(input, 'health-check-path')
  const found = framework && healthPath(app, framework.routeFiles?.(files) ?? files, framework.routes)
  return found ?? { value: '/', why: 'no health path in the source' }
}
