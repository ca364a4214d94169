import { fromInput, warningAt, withValue, type Found, type Warning } from '../../found.ts'
import { readHints, serverBuild, type Hints } from '../../hints/index.ts'
import { PORT_WORD } from '../../parse/shell.ts'
import type { Plan, Provider, Request } from '../../plan.ts'
import { withoutMigrations } from '../../decide/command.ts'
import { endOfLifeWarning } from '../../decide/releases.ts'
import { healthPath } from '../../decide/routes.ts'
import { writtenWarnings } from '../../image/written.ts'
import { join, type App } from '../../view/file-view.ts'
import { aboutProject } from './about.ts'
import { advice } from './advice.ts'
import { detectPython, MANIFESTS, SCRIPTS } from './detect.ts'
import type { PythonFramework, Target } from './frameworks/framework.ts'
import { PYTHON_FRAMEWORKS } from './frameworks/index.ts'
import { runFolder } from './facts.ts'
import { beside } from './layout.ts'
import { chooseManager } from './managers/choose.ts'
import type { PythonManager } from './managers/manager.ts'
import { findPort } from './port.ts'
import { pythonProbe } from './probe.ts'
import { readProject } from './project.ts'
import { preReleaseWarning, PYTHON_RELEASES } from './releases.ts'
import { pythonSource, type Source } from './source.ts'
import { pythonStages } from './stages.ts'
import { commandFor, findTarget, PLAIN, unwrapped } from './start.ts'
import { pythonVersion } from './version.ts'
import { writtenPaths } from './written.ts'

const IGNORED = [
  '**/.venv',
  '**/venv',
  '**/__pycache__',
  '**/*.pyc',
  '.pytest_cache',
  '.mypy_cache',
  '.ruff_cache',
  '.tox',
  '.nox',
  '.coverage',
  '**/*.egg-info',
  '**/.streamlit/secrets.toml',
]

/** Applications in Python. */
export const python: Provider = {
  language: 'python',
  frameworks: [...PYTHON_FRAMEWORKS.map(({ name }) => name), PLAIN],
  lookedFor: 'requirements.txt, pyproject.toml, uv.lock, poetry.lock, pdm.lock, Pipfile, setup.py',
  detect: detectPython,
  plan: planPython,
}

function planPython(app: App, request: Request): Plan {
  const { overrides } = request
  const project = readProject(app)
  const source = pythonSource(app)
  const hints = readHints(app)
  const start = withoutMigrations(hints.start)
  const line =
    overrides.runCommand === undefined ? start.line : fromInput(overrides.runCommand, 'run-command')
  const { framework, found, target, failure } = findTarget(
    source,
    project,
    overrides.framework,
    line !== undefined,
  )
  const version = pythonVersion(app, project, overrides.version, hints.variables.get('PYTHON_VERSION'))
  const manager = chooseManager(app, project, version.value)
  const command = commandFor(
    { source, project, manager, version: version.value, framework, target, failure },
    line === undefined ? undefined : unwrapped(line),
    request,
  )

  const port = findPort({ source, command, hints, request })
  const healthCheckPath = findHealthPath(source, framework, hints, overrides.healthCheckPath)
  const withPort = (word: string): string => word.replaceAll(PORT_WORD, String(port.value.value))
  const argv = command.run.value.map(withPort)
  const variables = Object.entries({ ...target?.env, ...command.env })
  const env = new Map(variables.map(([name, value]) => [name, withPort(value)]))
  const anything = healthCheckPath.value === '/' || framework?.checksHost === true
  const build = findBuild(hints, target, overrides.buildCommand)
  const about = aboutProject(project)
  const folder = runFolder(target?.path ?? '')
  const written = writtenPaths(source, project, folder)
  return {
    language: languageOf(app),
    framework: found,
    version,
    packageManager: manager.found,
    ...(build === undefined ? {} : { buildCommand: build }),
    runCommand: withValue(command.run, argv),
    port: port.value,
    healthCheckPath,
    ...(about === undefined ? {} : { about }),
    stages: pythonStages(
      {
        app,
        source,
        project,
        manager,
        version: version.value,
        added: command.added,
        build: build?.value,
        path: target?.path ?? '',
        env: Object.fromEntries(env),
        written,
        temporary: target?.temporary ?? [],
      },
      {
        argv,
        port: port.value.value,
        healthCheckPath: healthCheckPath.value,
        probe: pythonProbe(
          healthCheckPath.value,
          anything ? 500 : 400,
          command.readsPort ? undefined : port.value.value,
        ),
      },
      request,
    ),
    ...scopeOf(app, manager),
    ignore: [...IGNORED, ...keptReadme(app, project.pyproject?.get('project', 'readme'))],
    warnings: [
      ...versionWarnings(version, request.now),
      ...command.warnings,
      ...manager.warnings,
      ...port.warnings,
      ...(target?.warnings ?? []),
      ...missingVariables(target),
      ...writtenWarnings(written, join('/app', folder)),
      ...advice(project),
      ...(overrides.runCommand === undefined ? start.warnings : []),
      ...hints.warnings,
    ],
  }
}

function languageOf(app: App): Found<string> {
  const file = [...MANIFESTS, ...SCRIPTS].find((name) => app.files.isFile(name))
  return { value: 'python', ...(file === undefined ? {} : { file: app.at(file) }) }
}

function scopeOf(app: App, manager: PythonManager): Pick<Plan, 'scope'> {
  const { siblings = [], outside = [] } = manager
  const scope = [...new Set([...outside, ...beside(app, siblings)])].sort()
  return scope.length === 0 ? {} : { scope }
}

function versionWarnings(version: Found<string>, now: number): readonly Warning[] {
  const texts = [
    endOfLifeWarning('Python', version.value, PYTHON_RELEASES, now),
    preReleaseWarning(version.value, now),
  ]
  return texts.filter((text) => text !== undefined).map((text) => warningAt(version, text))
}

function missingVariables(target: Target | undefined): readonly Warning[] {
  if (target?.needs === undefined || target.needs.length === 0) return []
  const text = `The application does not start without ${target.needs.join(', ')}: set it where the image runs.`
  return [warningAt(target.found, text)]
}

function findBuild(
  hints: Hints,
  target: Target | undefined,
  input: string | undefined,
): Found<string> | undefined {
  if (input !== undefined) return fromInput(input, 'build-command')
  const hinted = serverBuild(hints)
  if (hinted === undefined || target?.build === undefined) return hinted ?? target?.build
  return withValue(target.build, `${hinted.value} && ${target.build.value}`)
}

function findHealthPath(
  source: Source,
  framework: PythonFramework | undefined,
  hints: Hints,
  input: string | undefined,
): Found<string> {
  if (input !== undefined) return fromInput(input, 'health-check-path')
  if (hints.healthCheckPath !== undefined) return hints.healthCheckPath
  const own = framework?.healthCheckPath
  if (own !== undefined) return { value: own, why: `${framework?.name ?? ''} answers there` }
  const { files } = source
  const found =
    framework?.routes &&
    healthPath(source.app, framework.routeFiles?.(files) ?? files, framework.routes, framework.mounts)
  return found ?? { value: '/', why: 'no health path in the source' }
}

/** Build backends read the file that `readme` names; no image wants it otherwise. */
function keptReadme(app: App, readme: unknown): readonly string[] {
  return typeof readme === 'string' && app.files.isFile(readme) ? [`!${readme}`] : []
}
