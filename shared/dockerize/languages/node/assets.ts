import { copyOnly, copySource, MANIFESTS_FIRST } from '../../image/copies.ts'
import type { Found } from '../../found.ts'
import { officialImage, steps, type Stage, type Step } from '../../image/steps.ts'
import { choosePackageManager } from './managers/choose.ts'
import { readManifest, type Manifest } from './manifest.ts'
import { registrySettings } from './secrets.ts'
import { nodeVersion } from './version.ts'
import { ownProject } from './workspace/project.ts'
import type { Request } from '../../plan.ts'
import type { App } from '../../view/file-view.ts'

/** Node.js as a helper of another language: it bundles what browsers load, and is not in the final image. */
export interface NodeTools {
  readonly app: App
  readonly manifest: Manifest
  /** The image that has it. */
  readonly image: string
  /** Brings the package manager, where the image lacks it. */
  readonly setup: Step | undefined
  /** The package manager, the manifests and the installation, below the working directory. */
  readonly install: readonly Step[]
  /** A line for the shell that runs a script of package.json. */
  readonly run: (script: string) => string
  /** The script that makes the assets for production, where there is one. */
  readonly script: Found<string> | undefined
}

// What people call it; `prod` is Laravel Mix's.
const SCRIPTS = ['build', 'production', 'prod']

/** Reads the package.json of a folder as one that only makes assets; undefined where there is none. */
export function readNodeTools(app: App, request: Request): NodeTools | undefined {
  const manifest = readManifest(app)
  if (manifest === undefined) return undefined
  const manager = choosePackageManager(ownProject(app, manifest), manifest)
  const version = nodeVersion(app, manifest, undefined)
  const registry = registrySettings(app)
  const script = SCRIPTS.map((name) => [name, manifest.scripts.get(name)] as const).find(
    ([, found]) => found !== undefined,
  )
  return {
    app,
    manifest,
    image: officialImage(request.baseRegistry, `node:${version.value}-slim`),
    setup: manager.setup,
    install: steps(
      manager.setup,
      manager.env !== undefined && { kind: 'env', values: manager.env },
      ...copyOnly(app, ['package.json', ...manager.files, ...registry.files], MANIFESTS_FIRST),
      {
        kind: 'run',
        commands: [manager.install('all', [])],
        mounts: [...manager.mounts, ...registry.mounts],
      },
    ),
    run: (name) => manager.run(name),
    script: script?.[1] === undefined ? undefined : { ...script[1], value: script[0] },
  }
}

/** Node.js and npm in a stage of another language. The layout is that of the official images. */
export function nodeCopies({ image }: NodeTools): readonly Step[] {
  return [
    {
      kind: 'copy',
      why: ['The build calls Node.js; the final stage has none.'],
      from: image,
      sources: ['/usr/local/bin/node'],
      to: '/usr/local/bin/',
    },
    {
      kind: 'copy',
      from: image,
      sources: ['/usr/local/lib/node_modules'],
      to: '/usr/local/lib/node_modules',
    },
    {
      kind: 'run',
      commands: [
        'ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm',
        'ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx',
      ],
    },
  ]
}

/** Assets that are made in a stage of their own. */
export interface NodeAssets {
  /** `vendor`: packages of the other language that the bundler reads, too. */
  readonly stages: (
    vendor: { readonly from: string; readonly path: string; readonly to: string } | undefined,
  ) => readonly Stage[]
  /** Brings the result to where the source is. */
  readonly copies: readonly Step[]
}

interface AssetStage {
  readonly tools: NodeTools
  readonly script: string
  /** Folders that the script writes, relative to the application. */
  readonly outputs: readonly string[]
  /** A stage whose language the script calls, and what that needs first; Node.js is brought into it. */
  readonly inside?: { readonly stage: string; readonly before: readonly string[] }
}

/** Plans the stage `assets`. */
export function assetStage({ tools, script, outputs, inside }: AssetStage): NodeAssets {
  return {
    stages: (vendor) => [
      {
        name: 'assets',
        base: inside?.stage ?? tools.image,
        steps: steps(
          ...(inside === undefined ? [{ kind: 'workdir', value: '/app' } as const] : nodeCopies(tools)),
          vendor !== undefined &&
            inside === undefined && {
              kind: 'copy',
              why: ['Style sheets and scripts of packages are bundled, too.'],
              from: vendor.from,
              sources: [vendor.path],
              to: vendor.to,
            },
          ...tools.install,
          copySource(tools.app),
          { kind: 'run', commands: [...(inside?.before ?? []), tools.run(script)] },
        ),
      },
    ],
    copies: outputs.map((folder): Step => ({
      kind: 'copy',
      from: 'assets',
      sources: [`/app/${folder}`],
      to: `./${folder}`,
    })),
  }
}
