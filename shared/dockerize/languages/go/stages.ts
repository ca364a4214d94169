import { aptInstall } from '../../image/apt.ts'
import { copyOnly } from '../../image/copies.ts'
import { originOf, type Found } from '../../found.ts'
import { officialImage, serving, steps, type Mount, type Stage, type Step } from '../../image/steps.ts'
import { takesLambda, type Request } from '../../plan.ts'
import { bashProbe } from '../../image/probe.ts'
import type { App } from '../../view/file-view.ts'
import { goBuild, type BuildLine } from './build.ts'
import type { Layout } from './layout.ts'
import type { Native } from './native.ts'
import { BIN, goProbe } from './probe.ts'
import { runtimeBase } from './runtime.ts'

/** All that the stages are made from. */
export interface Facts {
  /** The application's folder: where its program expects the files that it reads. */
  readonly app: App
  readonly layout: Layout
  readonly version: Found<string>
  readonly native: Native | undefined
  readonly name: string
  readonly build: BuildLine
  /** The package to build, relative to the module: `./cmd/server`. */
  readonly path: string
  readonly secrets: readonly Mount[]
  /** Files that are read at run time, relative to the application. */
  readonly files: readonly string[]
  readonly shell: boolean
  readonly env: Readonly<Record<string, string>>
}

interface Serving {
  readonly argv: readonly string[]
  readonly port: number
  readonly healthCheckPath: string
}

const MODULES: Mount = { type: 'cache', target: '/go/pkg/mod' }
const CACHES: readonly Mount[] = [MODULES, { type: 'cache', target: '/root/.cache/go-build' }]
// The user `nonroot` of distroless images.
const USER = '65532:65532'

/** The probe, the program, and what runs. */
export function goStages(facts: Facts, how: Serving, request: Request): readonly Stage[] {
  const { native, shell } = facts
  const runtime = runtimeBase(facts.version.value, native, shell)
  const compiler = officialImage(request.baseRegistry, `golang:${runtime.compiler}`)
  const probe = runtime.shell ? [] : [probeStage(facts, how, compiler)]
  return [...probe, buildStage(facts, compiler), runtimeStage(facts, how, request, runtime)]
}

/** Without C the compiler itself runs on the builder's processor whatever the image's is. */
function platformOf(native: Native | undefined): Pick<Stage, 'platform'> {
  return native === undefined ? { platform: '$BUILDPLATFORM' } : {}
}

function environmentOf(native: Native | undefined): string {
  return native === undefined ? 'CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH' : 'CGO_ENABLED=1'
}

const TARGET: Step = { kind: 'arg', value: 'TARGETOS TARGETARCH' }

function probeStage({ native }: Facts, how: Serving, compiler: string): Stage {
  const env = native === undefined ? environmentOf(native) : 'CGO_ENABLED=0'
  return {
    name: 'probe',
    base: compiler,
    ...platformOf(native),
    why: ['Asks for the health path: the final image has neither a shell nor curl.'],
    steps: steps(
      native === undefined && TARGET,
      { kind: 'inline', to: '/probe/main.go', lines: goProbe(how.healthCheckPath) },
      {
        kind: 'run',
        why: ['Of the standard library alone.'],
        commands: [`${env} go build -trimpath -ldflags="-s -w" -o /out/probe /probe/main.go`],
        mounts: CACHES.slice(1),
      },
    ),
  }
}

function buildStage({ layout, native, name, build, path, secrets }: Facts, compiler: string): Stage {
  const target = native === undefined
  return {
    name: 'build',
    base: compiler,
    ...platformOf(native),
    ...(native !== undefined ? { why: [`With C, as the program has it: ${originOf(native.found)}.`] } : {}),
    ...(target
      ? { why: ["Cross-compiles: an image for another platform than the builder's own needs no emulation."] }
      : {}),
    steps: steps(
      { kind: 'workdir', value: '/src' },
      aptInstall(native?.build ?? [], 'What the C parts are compiled with; not in the final stage.'),
      ...layout.manifests,
      layout.folder !== '' && { kind: 'workdir', value: `/src/${layout.folder}` },
      layout.downloads && {
        kind: 'run',
        commands: ['go mod download'],
        mounts: [MODULES, ...secrets],
      },
      ...layout.sources,
      target && TARGET,
      {
        kind: 'run',
        commands: [
          ...(layout.bare ? ['go mod init app'] : []),
          ...build.before,
          goBuild(build, { env: environmentOf(native), output: `/out/${name}`, path }),
        ],
        mounts: [...CACHES, ...(layout.downloads ? secrets : [])],
      },
    ),
  }
}

function runtimeStage(
  { app, native, name, files, env }: Facts,
  how: Serving,
  request: Request,
  { image, shell }: ReturnType<typeof runtimeBase>,
): Stage {
  const packages = shell ? ['ca-certificates', 'tzdata', ...(native?.run ?? [])] : []
  return {
    name: 'runtime',
    base: shell ? officialImage(request.baseRegistry, image) : image,
    steps: steps(
      { kind: 'workdir', value: '/app' },
      aptInstall(packages, 'Libraries that the program loads while it runs.'),
      !shell && { kind: 'copy', from: 'probe', sources: ['/out/probe'], to: `${BIN}/probe` },
      { kind: 'copy', from: 'build', sources: [`/out/${name}`], to: `${BIN}/${name}` },
      ...copyOnly(
        app,
        files,
        'Read by their path while the server runs. Owned by root: it can change none of them.',
      ),
      ...serving({
        ...how,
        lambda: takesLambda(request, how.port),
        user: USER,
        probe: shell ? bashProbe(how.healthCheckPath) : [`${BIN}/probe`],
        ...(shell
          ? {}
          : { whyProbe: 'Asked with the probe from above, as there is nothing else in the image.' }),
        env,
      }),
    ),
  }
}
