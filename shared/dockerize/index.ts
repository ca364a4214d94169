import { UserError } from '../errors.ts'
import { chooseFolder, type ChosenFolder } from './locate/choose-folder.ts'
import type { Warning } from './found.ts'
import { readHints } from './hints/index.ts'
import type { Stage } from './image/steps.ts'
import { labelled } from './image/labels.ts'
import { frontEnd, hubWarnings, mirrored } from './image/mirror.ts'
import { imagesOf, pinned } from './pin/references.ts'
import type { Overrides, Plan, Request } from './plan.ts'
import { chooseProvider } from './languages/providers.ts'
import { renderDockerfile } from './render/dockerfile.ts'
import {
  completeDockerignore,
  ignoredCopies,
  renderDockerignore,
  type Dockerignore,
} from './render/dockerignore.ts'
import { explanation } from './render/values.ts'
import { locate, pathExists, placeIn, writeInside, type Located } from './locate/target.ts'
import { diskView } from './view/disk-view.ts'
import { appIn, type App, type FileView } from './view/file-view.ts'

export interface DockerizeOptions {
  /** An absolute path: the checkout, which is also the build context. */
  readonly workspace: string
  /** The application's folder, relative to the workspace; that of the Dockerfile where it is absent. */
  readonly rootDirectory?: string
  /** Relative to the workspace; `Dockerfile` in the application's folder where it is absent. */
  readonly dockerfilePath?: string
  readonly overrides?: Overrides
  readonly lambda?: Request['lambda']
  readonly baseRegistry?: string
  /** Replaces a Dockerfile that is there. */
  readonly overwrite?: boolean
  /** False: nothing is written, everything is told. */
  readonly write?: boolean
  /** The digests that images have now; with it, every image is named by its digest, too. */
  readonly resolveDigests?: (images: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** What was found and written. Paths are relative to the workspace. */
export interface Dockerized {
  /** Whether the Dockerfile is one that this call wrote (or would have, with `write: false`). */
  readonly generated: boolean
  readonly dockerfilePath: string
  /** The build context, always the workspace: the Dockerfile's paths start there. */
  readonly context: '.'
  /** Absent only where a Dockerfile is there and nothing about the application could be told. */
  readonly plan?: Plan
  /** The text, whether written or not. */
  readonly dockerfile?: string
  readonly dockerignore?: Dockerignore & { readonly path: string }
  readonly warnings: readonly Warning[]
}

/**
 * Finds the application, plans its image and writes the Dockerfile and its .dockerignore, unless a Dockerfile is there.
 * Throws a UserError, having written nothing, for an application that is not recognised or cannot run.
 */
export async function dockerize(options: DockerizeOptions): Promise<Dockerized> {
  const { workspace, overwrite = false, write = true } = options
  const located = locate(workspace, options.rootDirectory, options.dockerfilePath)
  const view = diskView(workspace)
  const { folder, dockerfilePath, warnings } = chosenPlace(view, located, options)
  const app = appIn(view, folder)
  const exists = pathExists(workspace, dockerfilePath)
  const place = { dockerfilePath, context: '.' } as const
  if (exists && !overwrite) return { generated: false, ...place, ...reportOnly(app, options) }

  const plan = planOf(app, options)
  const dockerfile = renderDockerfile(
    explanation(plan),
    await finished(plan, options),
    frontEnd(options.baseRegistry),
  )
  const dockerignore = ignoreFile(app, dockerfilePath, plan)
  const ignored = ignoredCopies(dockerignore.text, plan.stages)
  if (ignored[0] !== undefined) {
    throw new UserError(
      `${dockerignore.path} keeps ${ignored.join(', ')} out of the build, but the image needs it.`,
      'Take the pattern out of the file.',
    )
  }
  if (write) {
    await writeInside(workspace, dockerignore.path, dockerignore.text)
    await writeInside(workspace, dockerfilePath, dockerfile)
  }
  return {
    generated: true,
    ...place,
    plan,
    dockerfile,
    dockerignore,
    warnings: once([
      ...warnings,
      ...plan.warnings,
      ...readHints(app).warnings,
      ...ignoreWarnings(dockerignore),
    ]),
  }
}

/** What a platform's manifest says may be told by the language, too. */
function once(warnings: readonly Warning[]): readonly Warning[] {
  return [...new Map(warnings.map((warning) => [JSON.stringify(warning), warning])).values()]
}

/** Where nothing names the application's folder: the one that has it. A Dockerfile at the top is that of the top. */
function chosenPlace(view: FileView, located: Located, options: DockerizeOptions): Located & ChosenFolder {
  const { workspace, rootDirectory, dockerfilePath, overwrite = false, overrides = {} } = options
  const named = rootDirectory !== undefined || located.folder !== ''
  if (named || (!overwrite && pathExists(workspace, located.dockerfilePath)))
    return { ...located, warnings: [] }
  const chosen = chooseFolder(view, overrides.framework, (top) => canPlan(top, options))
  return { ...(dockerfilePath === undefined ? placeIn(chosen.folder) : located), ...chosen }
}

/** Whether something is there in the folder itself, and it runs. */
function canPlan(app: App, options: DockerizeOptions): boolean {
  try {
    const { provider } = chooseProvider(app, options.overrides?.framework)
    return provider.detect(app) !== undefined && planOf(app, options).stages.length > 0
  } catch (error) {
    if (error instanceof UserError) return false
    throw error
  }
}

/** The stages with what does not depend on the language: digests, then labels, which tell the base's. */
async function finished(
  { stages, about }: Plan,
  { resolveDigests }: DockerizeOptions,
): Promise<readonly Stage[]> {
  if (resolveDigests === undefined) return labelled(stages, about)
  return labelled(pinned(stages, await resolveDigests(imagesOf(stages))), about)
}

function planOf(app: App, { overrides = {}, lambda = 'auto', baseRegistry, now }: DockerizeOptions): Plan {
  const request = { overrides, lambda, now, ...(baseRegistry === undefined ? {} : { baseRegistry }) }
  const { provider, others } = chooseProvider(app, overrides.framework)
  const plan = provider.plan(app, request)
  const considered = [...(plan.language.considered ?? []), ...others]
  const stages = mirrored(plan.stages, baseRegistry)
  return {
    ...plan,
    ...(considered.length === 0 ? {} : { language: { ...plan.language, considered } }),
    stages,
    warnings: [...plan.warnings, ...hubWarnings(stages, baseRegistry)],
  }
}

/** The plan beside a Dockerfile that stays: nothing to fail for, as the Dockerfile knows better. */
function reportOnly(app: App, options: DockerizeOptions): Pick<Dockerized, 'plan' | 'warnings'> {
  try {
    return { plan: planOf(app, options), warnings: [] }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { warnings: [{ text: `The application itself is not described: ${error.message}` }] }
  }
}

/** BuildKit reads `<Dockerfile>.dockerignore` in place of the context's own. Source: docs.docker.com, "Build context". */
function ignoreFile(app: App, dockerfilePath: string, plan: Plan): NonNullable<Dockerized['dockerignore']> {
  const path = dockerfilePath === 'Dockerfile' ? '.dockerignore' : `${dockerfilePath}.dockerignore`
  const existing = app.repository.text(path)
  const { ignore, scope, stages } = plan
  const made = { folder: app.folder, patterns: ignore, stages, ...(scope === undefined ? {} : { scope }) }
  if (existing === undefined) return { path, text: renderDockerignore(made), added: [], letsIn: [] }
  return { path, ...completeDockerignore(existing, made, plan.language.value) }
}

function ignoreWarnings({
  path,
  added,
  letsIn,
}: NonNullable<Dockerized['dockerignore']>): readonly Warning[] {
  const completed = `Completed ${path} by what must not be in an image: ${added.join(', ')}.`
  return [
    ...(added.length === 0 ? [] : [{ text: completed, file: path }]),
    ...letsIn.map(({ text, line }) => ({
      text: `The rule "${text}" of ${path} lets into the image what is better kept out of it. It stays as it is.`,
      file: path,
      line,
    })),
  ]
}
