import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { outputOf, run, type Ended } from './command.ts'
import { failure } from './failure.ts'

/** One build: a checkout, its Dockerfile and the image's name. */
export interface Build {
  readonly workspace: string
  readonly dockerfilePath: string
  readonly image: string
}

/** Builds and loads an image. A failed build is no error: its log tells. */
export async function build(subject: Build, signal: AbortSignal): Promise<Ended> {
  return await buildTo(['--load', '--tag', subject.image], subject, signal)
}

/** Builds for the log alone: no image is made. */
export async function buildAgain(subject: Build, signal: AbortSignal): Promise<Ended> {
  return await buildTo(['--output=type=cacheonly'], subject, signal)
}

async function buildTo(
  output: readonly string[],
  { workspace, dockerfilePath }: Build,
  signal: AbortSignal,
): Promise<Ended> {
  const file = ['--file', join(workspace, dockerfilePath)]
  const how = ['--progress=plain', '--provenance=false', ...output]
  return await run(['docker', 'buildx', 'build', ...how, ...file, workspace], signal)
}

/**
 * Holds a Dockerfile to BuildKit's checks and to hadolint, where that is on PATH. Gives the base images that are out of
 * reach: in the checks another stands for them.
 * @throws Error with what they say
 */
export async function check(
  { workspace, dockerfilePath }: Build,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const path = join(workspace, dockerfilePath)
  await lint(path, signal)
  const text = readFileSync(path, 'utf8')
  const missing: string[] = []
  try {
    for (;;) {
      const { status, log } = await run(
        ['docker', 'buildx', 'build', '--check', '--file', path, workspace],
        signal,
      )
      if (status === 0) return missing
      const images = missingImages(log).filter((image) => !missing.includes(image))
      if (images.length === 0) throw failure('docker buildx build --check is not content', log)
      missing.push(...images)
      writeFileSync(
        path,
        missing.reduce((now, name) => now.replaceAll(name, STAND_IN), text),
      )
    }
  } finally {
    writeFileSync(path, text)
  }
}

const STAND_IN = 'debian:bookworm-slim'

/** The images that a build could not find. */
export function missingImages(log: string): readonly string[] {
  const failed = new Set([...log.matchAll(/^(#\d+) ERROR: /gm)].map(([, id]) => id))
  return [...log.matchAll(/^(#\d+) \[internal\] load metadata for (\S+)$/gm)]
    .filter(([, id]) => failed.has(id))
    .map(([, , image = '']) => image.replace(/^docker\.io\/(?:library\/)?/, ''))
}

// Versions of Debian's packages go with the base image (DL3008), and steps that are apart are so on purpose (DL3059).
// Yarn's cache is a mount, so that no layer has it; that is not seen where another mount stands beside it (DL3060).
const OPINIONS = ['DL3008', 'DL3059', 'DL3060']

async function lint(path: string, signal: AbortSignal): Promise<void> {
  if (!(await hasHadolint())) return
  const ignored = OPINIONS.flatMap((rule) => ['--ignore', rule])
  const { status, log } = await run(['hadolint', '--no-color', ...ignored, path], signal)
  if (status !== 0) throw failure(`hadolint is not content: ${log.split('\n')[0] ?? ''}`, log)
}

let hadolint: Promise<boolean> | undefined

/** Whether hadolint is on PATH. */
export async function hasHadolint(): Promise<boolean> {
  hadolint ??= outputOf(['hadolint', '--version']).then(
    () => true,
    () => false,
  )
  return await hadolint
}

/** A RUN instruction of a build. */
export interface Step {
  readonly stage: string
  readonly command: string
  readonly cached: boolean
}

/** The RUN instructions in a plain progress, in the order in which it tells them. */
export function stepsOf(progress: string): readonly Step[] {
  const cached = new Set([...progress.matchAll(/^(#\d+) CACHED$/gm)].map(([, id]) => id))
  const steps = new Map<string, Step>()
  for (const [, id = '', stage = '', command = ''] of progress.matchAll(
    /^(#\d+) \[(?:\S+\/\S+ )?(\S+) +\d+\/\d+\] RUN (.*)$/gm,
  )) {
    steps.set(id, { stage, command, cached: cached.has(id) })
  }
  return [...steps.values()]
}

const INSTALLS =
  /\b(?:npm (?:ci|install)|pnpm (?:install|i|fetch)|yarn (?:install|workspaces focus)|bun install|pip install|uv sync|poetry (?:install|sync)|pdm (?:install|sync)|pipenv (?:install|sync)|go mod download|bundle install|composer install|dotnet restore|mix deps\.get|deno install|apt-get install)/
// They install what they build with: a step before has to do that for the dependencies alone.
const BUILDERS = /\b(?:cargo|mvnw?|gradlew?) /

/**
 * Steps of a second build that install dependencies and were not taken from the cache: what an application's expectation
 * names, the first one of each stage, and the first one of a builder. Later ones may come after the source: they install
 * the application itself, build it, or take away what is for development.
 */
export function installedAgain(progress: string, install: string | undefined): readonly Step[] {
  const steps = stepsOf(progress)
  const first = new Map<string, Step>()
  for (const step of steps.filter(({ command }) => INSTALLS.test(command))) {
    if (!first.has(step.stage)) first.set(step.stage, step)
  }
  const named = steps.find(({ command }) => install !== undefined && command.includes(install))
  const builder = steps.find(({ command }) => BUILDERS.test(command))
  return [...first.values(), named, builder]
    .filter((step) => step !== undefined)
    .filter(({ cached }) => !cached)
}
