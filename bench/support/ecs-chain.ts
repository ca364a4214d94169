import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { runActionStep } from './action-step.ts'
import { runProcess } from './run-process.ts'

/** The chain of steps that a workflow has without release-action, on one repository and one service. */
export interface EcsChain {
  /** How the stage's tag is moved: by the engine, or by crane. */
  readonly mover: 'docker' | 'crane'
  /** Folder with checkouts of the published actions by name; without it their calls are made by a script. */
  readonly actions: string | undefined
  /** Repository without a tag, `host/name`. */
  readonly image: string
  readonly stage: string
  readonly family: string
  readonly container: string
  readonly cluster: string
  readonly service: string
  /** Credentials, region and endpoint. */
  readonly env: Readonly<Record<string, string>>
}

const ACTIONS = {
  login: 'amazon-ecr-login',
  render: 'amazon-ecs-render-task-definition',
  deploy: 'amazon-ecs-deploy-task-definition',
} as const

/**
 * Logs in, moves the tag, renders the task definition and deploys it.
 * @returns milliseconds of all processes together; what the runner needs between two steps is not in it
 * @throws Error with the log of the step that fails
 */
export async function runEcsChain(chain: EcsChain): Promise<number> {
  const { image, stage } = chain
  const config = mkdtempSync(join(tmpdir(), 'bench-chain-'))
  // The engine is found by its own variable, as everywhere.
  const host = process.env['DOCKER_HOST']
  const env = { ...chain.env, DOCKER_CONFIG: config, ...(host === undefined ? {} : { DOCKER_HOST: host }) }
  const step = async (
    name: keyof typeof ACTIONS,
    inputs: Readonly<Record<string, string>>,
    files: Readonly<Record<string, string>> = {},
  ): ReturnType<typeof runActionStep> => {
    const { main, defaults } = actionOf(chain.actions, name)
    return await runActionStep({ main, inputs: { ...defaults, ...inputs }, env, files })
  }
  try {
    const login = await step('login', {})
    let moved = 0
    for (const argv of moveBy(chain.mover, `${image}:latest`, `${image}:${stage}`, stage)) {
      const all = { ...env, PATH: process.env['PATH'] ?? '', HOME: config }
      moved += (await runProcess({ argv, env: all, cwd: config })).milliseconds
    }
    const rendered = await step('render', {
      'task-definition-family': chain.family,
      'container-name': chain.container,
      image: `${image}:${stage}`,
    })
    const deployed = await step(
      'deploy',
      {
        'task-definition': 'task-definition.json',
        cluster: chain.cluster,
        service: chain.service,
        'wait-for-service-stability': 'true',
      },
      { 'task-definition.json': rendered.fileOf['task-definition'] ?? '' },
    )
    return login.milliseconds + moved + rendered.milliseconds + deployed.milliseconds
  } finally {
    rmSync(config, { recursive: true, force: true })
  }
}

function moveBy(
  mover: EcsChain['mover'],
  from: string,
  to: string,
  stage: string,
): readonly [string, ...string[]][] {
  if (mover === 'crane') return [['crane', 'tag', '--insecure', from, stage]]
  return [
    ['docker', 'pull', '--quiet', from],
    ['docker', 'tag', from, to],
    ['docker', 'push', '--quiet', to],
  ]
}

interface Published {
  readonly main: readonly [string, ...string[]]
  readonly defaults: Readonly<Record<string, string>>
}

interface ActionFile {
  readonly inputs?: Readonly<Record<string, { readonly default?: string }>>
  readonly runs: { readonly main: string }
}

function actionOf(folder: string | undefined, name: keyof typeof ACTIONS): Published {
  if (folder === undefined)
    return { main: [join(import.meta.dirname, 'ecs-chain-process.ts'), name], defaults: {} }
  const action = join(folder, ACTIONS[name])
  const { inputs = {}, runs } = parse(readFileSync(join(action, 'action.yml'), 'utf8')) as ActionFile
  const defaults = Object.entries(inputs).map(([input, { default: value = '' }]) => [input, value] as const)
  return { main: [join(action, runs.main)], defaults: Object.fromEntries(defaults) }
}
