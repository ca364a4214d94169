import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { runAction, runPost, type ActionRun, type ActionStep } from './run-action.ts'

export const EAST = 'us-east-1'
export const ACCOUNT = '123456789012'

/** The target of a stages file that is the family `nightly` with its schedule. */
export const NIGHTLY = '{ ecs: { cluster: prod, family: nightly, schedules: [reports/nightly] } }'

const CHANGING = /^(Put|Update|Register|Deregister)/

/** A stage `prod` whose image a family `nightly` runs, started by the schedule `reports/nightly`. */
export interface FamilyStage {
  readonly sandbox: Sandbox
  /** Of the repository. */
  readonly url: string
  /** The digest that runs, and the one that `latest` names. */
  readonly running: string
  readonly latest: string
  /** Writes the stages file; a target a line. */
  readonly stages: (...targets: readonly string[]) => void
  /** Runs release-action; the sandbox's requests are then those that it made. */
  readonly release: (
    inputs?: Readonly<Record<string, string>>,
    step?: Partial<Pick<ActionStep, 'signals'>>,
  ) => Promise<ActionRun>
  /** The post step of such a release. */
  readonly post: (main: ActionRun, inputs?: Readonly<Record<string, string>>) => Promise<ActionRun>
  /** The mutating calls of the last release but those to ECR, in order. */
  readonly writes: () => string[]
  /** The task definition that a schedule runs, `family:revision`. */
  readonly scheduled: (reference?: string) => string | undefined
  /** The task definitions that a rule's targets run, by the targets' ids. */
  readonly ruled: (name: string, bus?: string) => Record<string, string | undefined>
  readonly close: () => Promise<void>
}

/** Starts a sandbox for it. What AWS might add one day stands in the task definition and in the schedule. */
export async function startFamilyStage(): Promise<FamilyStage> {
  const sandbox = await startSandbox()
  sandbox.createRepository(EAST, 'app')
  const url = `${sandbox.registries[EAST] ?? ''}/app`
  const running = sandbox.putImage(EAST, 'app', ['prod'], { marker: 'before' }).digest
  const latest = sandbox.putImage(EAST, 'app', ['latest'], { marker: 'after' }).digest
  const workspace = mkdtempSync(join(tmpdir(), 'family-'))
  mkdirSync(join(workspace, '.github'))
  furnish(sandbox, `${url}@${running}`)
  const stepOf = (inputs: Readonly<Record<string, string>>): ActionStep => ({
    action: 'release',
    inputs: { 'stage-name': 'prod', ...inputs },
    env: sandbox.env(),
    workspace,
  })
  return {
    sandbox,
    url,
    running,
    latest,
    stages: (...targets) => {
      const list = targets.map((target) => `      - ${target}`)
      const lines = [`image: ${url}`, 'stages:', '  - name: prod', '    targets:', ...list, '']
      writeFileSync(join(workspace, '.github/stages.yml'), lines.join('\n'))
    },
    release: async (inputs = {}, step = {}) => {
      sandbox.requests.length = 0
      return await runAction({ ...stepOf(inputs), ...step })
    },
    post: async (main, inputs = {}) => await runPost(stepOf(inputs), main),
    writes: () =>
      sandbox.requests
        .filter(({ action, service }) => service !== 'ecr' && CHANGING.test(action))
        .map(({ action }) => action),
    scheduled: (reference = 'reports/nightly') => shortOf(sandbox.schedule(EAST, reference)),
    ruled: (name, bus) => {
      const targets = Object.entries(sandbox.ruleTargets(EAST, name, bus))
      return Object.fromEntries(targets.map(([id, target]) => [id, shortOf(target)]))
    },
    close: async () => {
      rmSync(workspace, { recursive: true })
      await sandbox.stop()
    },
  }
}

function furnish(sandbox: Sandbox, image: string): void {
  sandbox.createFamily(EAST, {
    cluster: 'prod',
    family: 'nightly',
    containers: { proxy: 'envoy:1', job: image },
    fields: { brandNew: { kept: true }, tags: [{ key: 'team', value: 'reports' }] },
  })
  sandbox.createSchedule(EAST, {
    name: 'nightly',
    group: 'reports',
    cluster: 'prod',
    taskDefinition: 'nightly:1',
    fields: {
      Description: 'Every night',
      ScheduleExpressionTimezone: 'Europe/Berlin',
      BrandNew: ['kept'],
      Target: { Input: '{"containerOverrides":[{"name":"job","command":["all"]}]}', BrandNewToo: 1 },
    },
    ecs: { PropagateTags: 'TASK_DEFINITION', BrandNewThere: { kept: true } },
  })
}

function shortOf(value: object): string | undefined {
  return /task-definition\/([^"]+)"/.exec(JSON.stringify(value))?.[1]
}
