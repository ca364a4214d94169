import { LambdaClient } from '@aws-sdk/client-lambda'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import type { FunctionSetup, FunctionView } from '../../sandbox/seed/functions.ts'
import { runAction, type ActionRun, type ActionStep } from './run-action.ts'

/** The region of the stage. */
export const EAST = 'us-east-1'

/** A sandbox with a repository and a Lambda stage `dev` that releases from `latest`. */
export interface LambdaStage {
  readonly sandbox: Sandbox
  /** Of the repository. */
  readonly url: string
  /** All inputs of a release. */
  readonly inputs: (more: Readonly<Record<string, string>>) => Readonly<Record<string, string>>
  /** For what happens beside the release. */
  readonly lambda: LambdaClient
  /** Gives `dev` an image that a function `app` runs, with an alias `live` at version 1, and `latest` another one. */
  readonly furnish: (setup?: Partial<FunctionSetup>) => Promise<{ running: string; latest: string }>
  /** Runs release-action; the sandbox's requests are then those that it made. */
  readonly release: (
    inputs?: Readonly<Record<string, string>>,
    step?: Partial<Pick<ActionStep, 'env' | 'signals' | 'workspace'>>,
  ) => Promise<ActionRun>
  readonly fn: () => FunctionView
  /** The mutating calls since the last release began, in order. */
  readonly writes: () => string[]
}

/**
 * Starts a sandbox for it; ends with `sandbox.stop()`.
 * @param updateMs how long an update takes
 */
export async function startLambdaStage(updateMs = 20): Promise<LambdaStage> {
  const sandbox = await startSandbox({ rolloutMs: updateMs })
  sandbox.createRepository(EAST, 'app')
  const url = `${sandbox.registries[EAST] ?? ''}/app`
  const all: LambdaStage['inputs'] = (more) => ({
    'ecr-image-url': url,
    'stage-name': 'dev',
    'previous-stage-name': 'latest',
    'lambda-function-name': 'app',
    ...more,
  })
  const credentials = { accessKeyId: 'AKIASANDBOX', secretAccessKey: 'secret' }
  return {
    sandbox,
    url,
    inputs: all,
    lambda: new LambdaClient({ endpoint: sandbox.endpoint, region: EAST, credentials }),
    furnish: async (setup = {}) => {
      const running = sandbox.putImage(EAST, 'app', ['dev'], { marker: 'before' }).digest
      const latest = sandbox.putImage(EAST, 'app', ['latest'], { marker: 'after' }).digest
      await sandbox.createFunction(EAST, {
        name: 'app',
        imageUri: `${url}@${running}`,
        environment: { LEVEL: 'warn', OLD: 'value' },
        tags: { team: 'x', IMAGE_SHA: running },
        alias: 'live',
        ...setup,
      })
      return { running, latest }
    },
    release: async (inputs = {}, { env = {}, ...step } = {}) => {
      sandbox.requests.length = 0
      const variables = { ...sandbox.env(), ...env }
      return await runAction({ action: 'release', inputs: all(inputs), env: variables, ...step })
    },
    fn: () => sandbox.fn(EAST, 'app'),
    writes: () => {
      const changing = /^(Put|Update|Create|Publish|Tag|Delete)/
      return sandbox.requests.map(({ action }) => action).filter((action) => changing.test(action))
    },
  }
}
