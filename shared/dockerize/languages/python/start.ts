import { UserError } from '../../../errors.ts'
import { fromInput, withValue, type Found } from '../../found.ts'
import { takesLambda, DEFAULT_PORT, type Request } from '../../plan.ts'
import { commandFromLine, type Command } from './command.ts'
import { entryPoint } from './entry-point.ts'
import type { PythonFramework, Target } from './frameworks/framework.ts'
import { PYTHON_FRAMEWORKS } from './frameworks/index.ts'
import { gunicornConfig } from './gunicorn-config.ts'
import type { PythonManager } from './managers/manager.ts'
import type { Project } from './project.ts'
import { servingScript } from './scripts.ts'
import { chooseServer } from './server.ts'
import { configuredPlace } from './server-arguments.ts'
import type { Source } from './source.ts'

/** The framework of an application without one. */
export const PLAIN = 'python'

interface FoundTarget {
  readonly framework: PythonFramework | undefined
  readonly found: Found<string>
  readonly target: Target | undefined
  /** Why there is no target, where the source itself is the reason. */
  readonly failure: UserError | undefined
}

/**
 * The framework, and what of it is to be started. A dependency on several (a test client, a mounted application): the
 * one whose application is there, of those that are asked for directly before those that another brings along.
 * `commanded`: a start command is given, so that nothing has to be found.
 */
export function findTarget(
  source: Source,
  project: Project,
  input: string | undefined,
  commanded: boolean,
): FoundTarget {
  if (input !== undefined) {
    const framework = PYTHON_FRAMEWORKS.find(({ name }) => name === input)
    return {
      framework,
      found: fromInput(input, 'framework'),
      ...targetOf(framework, source, project, commanded),
    }
  }
  const direct = PYTHON_FRAMEWORKS.filter((one) => project.direct(one.package) !== undefined)
  const brought = PYTHON_FRAMEWORKS.filter(
    (one) => !direct.includes(one) && project.dependency(one.package) !== undefined,
  )
  const named = [...direct, ...brought].map((framework) => ({
    framework,
    ...targetOf(framework, source, project, commanded),
  }))
  const chosen =
    named.find(({ target }) => target !== undefined) ?? named.find(({ failure }) => failure !== undefined)
  const script = chosen ?? { framework: undefined, ...plainTarget(source, project, commanded) }
  // A framework that is only there as a client or a test tool does not name a plain script.
  const first = script.target === undefined ? (script.framework ?? direct[0]) : script.framework
  const origin = first && project.dependency(first.package)
  const found: Found<string> =
    first === undefined || origin === undefined
      ? { value: PLAIN, why: 'no known framework' }
      : withConsidered(withValue(origin, first.name), direct, first)
  return { framework: first, found, target: script.target, failure: script.failure }
}

function withConsidered(
  found: Found<string>,
  direct: readonly PythonFramework[],
  chosen: PythonFramework,
): Found<string> {
  const others = direct
    .filter((one) => one !== chosen)
    .map(({ name }) => ({ value: name, why: 'asked for, too' }))
  return others.length === 0 ? found : { ...found, considered: others }
}

type Attempt = Pick<FoundTarget, 'target' | 'failure'>

function targetOf(
  framework: PythonFramework | undefined,
  source: Source,
  project: Project,
  commanded: boolean,
): Attempt {
  if (framework === undefined) return plainTarget(source, project, commanded)
  return attempt(() => framework.target(source, project))
}

function plainTarget(source: Source, project: Project, commanded: boolean): Attempt {
  if (commanded) return { target: undefined, failure: undefined }
  return attempt(() => entryPoint(source, project) ?? servingScript(source))
}

function attempt(work: () => Target | undefined): Attempt {
  try {
    return { target: work(), failure: undefined }
  } catch (error) {
    if (error instanceof UserError) return { target: undefined, failure: error }
    throw error
  }
}

interface Facts extends Omit<FoundTarget, 'found'> {
  readonly source: Source
  readonly project: Project
  readonly manager: PythonManager
  readonly version: string
}

/** The command of the image: a given one, else what serves the target. Throws a UserError where there is neither. */
export function commandFor(facts: Facts, line: Found<string> | undefined, request: Request): Command {
  const { source, project, manager, version, framework, target, failure } = facts
  if (line !== undefined) return commandFromLine(source, line)
  if (target === undefined) throw failure ?? nothingFound(source, framework)
  if (target.kind === 'process') {
    const { found, readsPort, port, fixedPort } = target
    return {
      run: found,
      readsPort,
      added: [],
      env: {},
      warnings: [],
      ...(port === undefined ? {} : { port }),
      ...(fixedPort === undefined ? {} : { fixedPort }),
    }
  }
  const config = gunicornConfig(source, undefined)
  // The port is not known yet, and only one below 1024 would make a difference.
  const lambda = takesLambda(request, request.overrides.port ?? DEFAULT_PORT)
  const server = chooseServer(target, { project, manager, version, lambda, configured: config !== undefined })
  const place = config !== undefined && server.argv[0] === 'gunicorn' ? configuredPlace(source, config) : {}
  return {
    run: withValue(target.found, server.argv),
    ...server,
    ...place,
    env: { ...server.env, ...place.env },
  }
}

function nothingFound({ app }: Source, framework: PythonFramework | undefined): UserError {
  const looked =
    framework === undefined
      ? `an application of ${PYTHON_FRAMEWORKS.map(({ name }) => name).join(', ')}, and an entry point or script that listens on a port`
      : `for ${framework.name} ${framework.lookedFor}`
  return new UserError(
    `No start command was found in ${app.at('') || 'the repository'}: looked for a web process in Procfile and other platforms' manifests, ${looked}.`,
    'Set the input "run-command", for example to "gunicorn app:app".',
  )
}

/** The command without what only starts it in an environment that the image has anyway: `uv run`, `poetry run`. */
export function unwrapped(line: Found<string>): Found<string> {
  return withValue(
    line,
    line.value.replace(/^\s*(?:uv run(?:\s+--\S+)*|poetry run|pipenv run|pdm run|hatch run)\s+(?!-)/, ''),
  )
}
