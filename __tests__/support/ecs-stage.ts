import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { runAction, runPost, type ActionRun, type ActionStep } from './run-action.ts'

/** The region of the stage. */
export const EAST = 'us-east-1'

/** A sandbox with a repository and an ECS stage `dev` that releases from `latest`. */
export interface EcsStage {
  readonly sandbox: Sandbox
  /** Of the repository. */
  readonly url: string
  /** Gives `dev` an image that runs, and `latest` another one. */
  readonly furnish: () => { running: string; latest: string }
  /** Runs release-action; the sandbox's requests are then those that it made. */
  readonly release: (
    inputs?: Readonly<Record<string, string>>,
    step?: Partial<Pick<ActionStep, 'env' | 'signals' | 'workspace'>>,
  ) => Promise<ActionRun>
  /** The post step of such a release. */
  readonly post: (main: ActionRun, inputs?: Readonly<Record<string, string>>) => Promise<ActionRun>
  /** The image of a container in the task definition that the service runs. */
  readonly imageOf: (container: string) => unknown
  /** The mutating calls since the last release began, in order. */
  readonly writes: () => string[]
}

/** Starts a sandbox for it; ends with `sandbox.stop()`. */
export async function startEcsStage(): Promise<EcsStage> {
  const sandbox = await startSandbox()
  sandbox.createRepository(EAST, 'app')
  const url = `${sandbox.registries[EAST] ?? ''}/app`
  const stepOf = (inputs: Readonly<Record<string, string>>): ActionStep => ({
    action: 'release',
    env: sandbox.env(),
    inputs: {
      'ecr-image-url': url,
      'stage-name': 'dev',
      'previous-stage-name': 'latest',
      'cluster-arn': 'dev',
      'service-name': 'app',
      ...inputs,
    },
  })
  return {
    sandbox,
    url,
    furnish: () => {
      const running = sandbox.putImage(EAST, 'app', ['dev'], { marker: 'before' }).digest
      const latest = sandbox.putImage(EAST, 'app', ['latest'], { marker: 'after' }).digest
      const containers = { proxy: 'envoy:1', app: `${url}@${running}` }
      sandbox.createService(EAST, { cluster: 'dev', service: 'app', containers })
      return { running, latest }
    },
    release: async (inputs = {}, { env = {}, ...step } = {}) => {
      sandbox.requests.length = 0
      return await runAction({ ...stepOf(inputs), env: { ...sandbox.env(), ...env }, ...step })
    },
    post: async (main, inputs = {}) => {
      sandbox.requests.length = 0
      return await runPost(stepOf(inputs), main)
    },
    imageOf: (name) => {
      const containers = sandbox.service(EAST, 'dev', 'app').taskDefinition['containerDefinitions']
      if (!Array.isArray(containers)) throw new Error('The task definition has no containers.')
      const container = containers.find((candidate) => isRecord(candidate) && candidate['name'] === name)
      return isRecord(container) ? container['image'] : undefined
    },
    writes: () => {
      const changing = /^(Put|Update|Create|Register|Tag|Delete|Run|Stop|Start)/
      return sandbox.requests.map(({ action }) => action).filter((action) => changing.test(action))
    },
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
