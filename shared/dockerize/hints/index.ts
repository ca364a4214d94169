import { choose, originOf, warningAt, withValue, type Found, type Warning } from '../found.ts'
import type { App } from '../view/file-view.ts'
import { appRunner } from './app-runner.ts'
import { beanstalk } from './beanstalk.ts'
import { buildHint, startHint } from './commands.ts'
import { compose } from './compose.ts'
import { copilot } from './copilot.ts'
import { digitalOcean } from './digital-ocean.ts'
import { plainFolder } from './files.ts'
import { fly } from './fly.ts'
import { heroku } from './heroku.ts'
import { netlify } from './netlify.ts'
import { procfile } from './procfile.ts'
import { projectDescriptor } from './project-descriptor.ts'
import { railway } from './railway.ts'
import { render } from './render.ts'
import { staticFiles } from './static-files.ts'
import type { HintReader, Told } from './told.ts'
import { vercel } from './vercel.ts'

/** What manifests of other platforms tell of an application: weaker than an input, stronger than a guess. */
export interface Hints {
  /** The line that starts the server, without installing before it. */
  readonly start: Found<string> | undefined
  /** What builds, without installing and migrating around it. */
  readonly build: Found<string> | undefined
  readonly port: Found<number> | undefined
  readonly healthCheckPath: Found<string> | undefined
  /** The folder of a built site, relative to the application; `''` for the application's own. */
  readonly siteFolder: Found<string> | undefined
  /** Whether unknown paths get index.html, as pages need it that route by themselves. */
  readonly fallback: Found<boolean> | undefined
  /** What the manifests set in the environment, for pins such as NODE_VERSION. Never for the image: it may be secret. */
  readonly variables: ReadonlyMap<string, Found<string>>
  /** What they have and an image cannot do. */
  readonly warnings: readonly Warning[]
}

// Hosts of sites: beside a server of another language, what they build is its documentation.
const SITES = /(?:^|\/)(?:netlify\.toml|vercel\.json)$/

/** What builds a server that is no site of Node.js or of a generator. */
export function serverBuild({ build }: Pick<Hints, 'build'>): Found<string> | undefined {
  return SITES.test(build?.file ?? '') ? undefined : build
}

/**
 * In the order in which they win, for each value by itself: what was written for this one process first, then
 * manifests of whole platforms, and last the files that are mostly for development.
 */
const READERS: readonly HintReader[] = [
  procfile,
  heroku,
  render,
  fly,
  railway,
  vercel,
  netlify,
  digitalOcean,
  projectDescriptor,
  copilot,
  appRunner,
  beanstalk,
  staticFiles,
  compose,
]

/**
 * Reads what the repository says to other platforms about this application.
 * @throws UserError for a manifest that cannot be parsed
 */
export function readHints(app: App): Hints {
  const told = READERS.flatMap((read) => read(app))
  const builds = told.map(({ build }) => buildHint(build))
  return {
    start: choose(told.map(({ start }) => startHint(start))),
    build: choose(builds.map(({ build }) => build)),
    port: choose(told.map(({ port }) => port)),
    healthCheckPath: choose(told.map(({ healthCheckPath }) => healthCheckPath)),
    siteFolder: choose(told.map(({ siteFolder }) => insideApp(siteFolder))),
    fallback: choose(told.map(({ fallback }) => fallback)),
    variables: new Map(told.toReversed().flatMap(({ variables }) => [...(variables ?? [])])),
    warnings: [...releaseWarnings(told), ...unclearWarnings(told)],
  }
}

function insideApp(found: Found<string> | undefined): Found<string> | undefined {
  const folder = found === undefined ? undefined : plainFolder(found.value)
  return found === undefined || folder === undefined ? undefined : withValue(found, folder)
}

// Once for each command: the same one often stands in the manifests of two platforms.
function releaseWarnings(told: readonly Told[]): readonly Warning[] {
  const releases = new Map(
    told.flatMap(({ release }) => (release === undefined ? [] : [[release.value, release]])),
  )
  return [...releases.values()].map((release) =>
    warningAt(
      release,
      `"${release.value}" (${originOf(release)}) is to run once before each release, which no image can do: give it ` +
        'to release-action as "command".',
    ),
  )
}

function unclearWarnings(told: readonly Told[]): readonly Warning[] {
  return told.flatMap(({ build }) =>
    build === undefined || !buildHint(build).unclear
      ? []
      : [
          warningAt(
            build,
            `The build command "${build.value}" (${originOf(build)}) is left out, as it may install and migrate, too: ` +
              'where the image needs what it builds, set the input "build-command".',
          ),
        ],
  )
}
