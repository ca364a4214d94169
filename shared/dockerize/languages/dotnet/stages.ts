import { aptInstall } from '../../image/apt.ts'
import { nodeCopies, type NodeTools } from '../node/assets.ts'
import { serving, steps, type Stage, type Step } from '../../image/steps.ts'
import { takesLambda, type Request } from '../../plan.ts'
import { bashProbe } from '../../image/probe.ts'
import { siteStage } from '../static/site.ts'
import { appUser, USER } from '../../image/user.ts'
import type { App } from '../../view/file-view.ts'
import type { Choice } from './choose.ts'
import { folderOf } from './paths.ts'
import type { Restore } from './restore.ts'
import type { Versions } from './version.ts'

/** All that the stages are made from. */
export interface Facts {
  readonly app: App
  readonly choice: Choice
  readonly versions: Versions
  readonly restore: Restore
  /** The line that publishes into /app/publish. */
  readonly build: string
  /** Compiled to a program that needs no runtime. */
  readonly native: boolean
  /** Node.js, where the project builds a page with it. */
  readonly node: NodeTools | undefined
  readonly env: Readonly<Record<string, string>>
}

interface Serving {
  readonly argv: readonly string[]
  readonly port: number
  readonly healthCheckPath: string
}

// Microsoft's images are in a registry of their own, which no mirror of Docker Hub has.
const REGISTRY = 'mcr.microsoft.com/dotnet'
// Source: dotnet/dotnet-docker, the variable APP_UID of the images since 8.0.
const APP_USER = '1654:1654'

/** Packages, then what is published from the source, then what runs. */
export function dotnetStages(facts: Facts, how: Serving, request: Request): readonly Stage[] {
  const { choice, versions, native } = facts
  const build = buildStage(facts)
  if (choice.project.kind === 'site') {
    const copy: Step = { kind: 'copy', from: 'build', sources: ['/app/publish/wwwroot'], to: '/srv/www' }
    return [build, siteStage({ ...how, copy, fallback: true }, request)]
  }
  const has = Number.parseFloat(versions.runtime.value) >= 8
  const runtime: Stage = {
    name: 'runtime',
    base: `${REGISTRY}/${native ? 'runtime-deps' : 'aspnet'}:${versions.runtime.value}`,
    steps: steps(
      { kind: 'workdir', value: '/app' },
      !has && appUser(),
      {
        kind: 'copy',
        why: ['What was published alone. Owned by root: the server can read it and change nothing.'],
        from: 'build',
        sources: ['/app/publish'],
        to: '.',
      },
      ...serving({
        ...how,
        lambda: takesLambda(request, how.port),
        user: has ? APP_USER : USER,
        probe: bashProbe(how.healthCheckPath),
        env: facts.env,
      }),
    ),
  }
  return [build, runtime]
}

function buildStage({ app, choice, versions, restore, build, native, node }: Facts): Stage {
  const { project, closure } = choice
  const locked = restore.locked ? ' --locked-mode' : ''
  const top = closure.some(({ folder }) => folder === '') || app.folder === ''
  return {
    name: 'build',
    base: `${REGISTRY}/sdk:${versions.sdk.value}`,
    steps: steps(
      { kind: 'workdir', value: '/src' },
      native &&
        aptInstall(['clang', 'zlib1g-dev'], 'What native code is linked with; not in the final stage.'),
      ...(node === undefined ? [] : nodeCopies(node)),
      ...manifests(restore.files),
      {
        kind: 'run',
        why: ['Packages stay in the layer: a cached one must not point to a cache that is gone.'],
        commands: [`dotnet restore ${quoted(project.path)}${locked}`],
        mounts: [{ type: 'cache', target: '/root/.local/share/NuGet/http-cache' }, ...restore.mounts],
      },
      ...(top ? [{ kind: 'copy', sources: ['.'], to: '.' } as const] : sourceFolders(choice).map(copyFolder)),
      { kind: 'run', commands: [build] },
    ),
  }
}

/** The folders that the application is built from, none within another. */
export function sourceFolders({ closure }: Choice): readonly string[] {
  const all = [...new Set(closure.flatMap(({ folder, linked }) => [folder, ...linked]))].sort()
  return all.filter((folder) => !all.some((other) => other !== folder && folder.startsWith(`${other}/`)))
}

function copyFolder(folder: string): Step {
  return { kind: 'copy', sources: [`${folder}/`], to: `${folder}/` }
}

function manifests(files: readonly string[]): readonly Step[] {
  const folders = [...new Set(files.map(folderOf))]
  return folders.map((folder, index): Step => ({
    kind: 'copy',
    sources: files.filter((file) => folderOf(file) === folder),
    to: folder === '' ? './' : `${folder}/`,
    ...(index === 0
      ? { why: ['Only what decides the packages, so that a change of source alone restores nothing again.'] }
      : {}),
  }))
}

/** A path as one word of the shell. */
export function quoted(path: string): string {
  return /^[\w./+-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`
}
