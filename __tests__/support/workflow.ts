import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mapping, scalar } from '../../scripts/lib/action-file.ts'
import { repositoryRoot } from './action-file.ts'
import { condition, interpolate, type Contexts } from './expressions.ts'
import { runAction, runCommand, type ActionRun, type ActionStep } from './run-action.ts'
import { parseWorkflow, type Workflow, type WorkflowJob, type WorkflowStep } from './workflow-file.ts'

type Texts = Readonly<Record<string, string>>

/** What stands around a workflow: the event, the repository and its settings. */
export interface WorkflowWorld {
  /** What actions/checkout brings: each job gets a copy of its own. */
  readonly repository: string
  /** `event_name` and `sha` decide most; `ref` is the branch main unless told. */
  readonly github: { readonly event_name: string; readonly sha: string; readonly ref?: string }
  readonly inputs?: Texts
  readonly vars?: Texts
  /** Variables of GitHub environments, by environment. */
  readonly environments?: Readonly<Record<string, Texts>>
  readonly secrets?: Texts
  /** Variables that every step finds: endpoints of a sandbox, for example. */
  readonly env?: Texts
  /** Variables that only jobs with `id-token: write` find. */
  readonly oidc?: Texts
  /** Runs a step of ours; a bundle of dist/ unless told. */
  readonly run?: (step: ActionStep) => Promise<ActionRun>
}

/** One job, or one job of a matrix, that was run. */
export interface JobRun {
  readonly id: string
  readonly matrix: Readonly<Record<string, unknown>>
  readonly conclusion: 'success' | 'failure' | 'skipped'
  readonly outputs: Texts
  readonly steps: readonly { readonly name: string; readonly run: ActionRun }[]
}

/** Our actions by the `uses:` of this repository's documents: `OWNER/REPO@v1` is `root`. */
export function actionByUses(uses: string): string | undefined {
  const file = mapping(JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')), 'package.json')
  const slug = scalar(file['repository'], 'repository').replace(/^github:/, '')
  if (uses === `${slug}@v1`) return 'root'
  const found = /^(.+)\/([a-z-]+)-action@v1$/.exec(uses)
  return found?.[1] === slug ? found[2] : undefined
}

/**
 * Runs a workflow as written, one job after another, and returns what became of each in the order they ran.
 * Throws where the workflow does not listen to the event, or has anything that this harness would not honour.
 */
export async function runWorkflow(text: string, world: WorkflowWorld): Promise<JobRun[]> {
  const workflow = parseWorkflow(text)
  const branches = workflow.triggers[world.github.event_name]
  if (branches === undefined) throw new Error(`The workflow does not run on ${world.github.event_name}.`)
  if (branches.length > 0 && !branches.includes(branchOf(world))) {
    throw new Error(`The workflow does not run for the branch ${branchOf(world)}.`)
  }
  const done: JobRun[] = []
  const waiting = [...workflow.jobs]
  while (waiting.length > 0) {
    const ready = waiting.findIndex(({ needs }) => needs.every((need) => done.some(({ id }) => id === need)))
    const [job] = waiting.splice(ready, 1)
    if (job === undefined || ready < 0) throw new Error('The needs of the jobs cannot be met.')
    for (const matrix of combinations(job.matrix)) done.push(await runJob(workflow, job, matrix, world, done))
  }
  return done
}

async function runJob(
  workflow: Workflow,
  job: WorkflowJob,
  matrix: JobRun['matrix'],
  world: WorkflowWorld,
  done: readonly JobRun[],
): Promise<JobRun> {
  const before = done.filter(({ id }) => job.needs.includes(id))
  const base = {
    matrix,
    github: { ref_name: branchOf(world), repository: 'octo-org/app', actor: 'octocat', ...world.github },
    inputs: world.inputs ?? {},
    secrets: world.secrets ?? {},
    needs: Object.fromEntries(
      before.map((run) => [run.id, { result: run.conclusion, outputs: run.outputs }]),
    ),
  }
  const skipped = { id: job.id, matrix, conclusion: 'skipped', outputs: {}, steps: [] } as const
  if (before.some(({ conclusion }) => conclusion !== 'success')) return skipped
  if (!condition(job.if, { ...base, vars: world.vars ?? {} })) return skipped

  const environment = job.environment === undefined ? undefined : interpolate(job.environment, base)
  const vars = { ...world.vars, ...(environment === undefined ? {} : world.environments?.[environment]) }
  const contexts = { ...base, vars }
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'job-')))
  try {
    const env = {
      ...world.env,
      ...(job.permissions?.['id-token'] === 'write' ? world.oidc : {}),
      ...texts(workflow.env, contexts),
      ...texts(job.env, contexts),
    }
    return { id: job.id, matrix, ...(await runSteps(job, world, contexts, env, scratch)) }
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function runSteps(
  job: WorkflowJob,
  world: WorkflowWorld,
  base: Contexts,
  jobEnv: Texts,
  workspace: string,
): Promise<Pick<JobRun, 'conclusion' | 'outputs' | 'steps'>> {
  const results: Record<string, { outputs: Texts }> = {}
  const steps: { name: string; run: ActionRun }[] = []
  let env = jobEnv
  for (const step of job.steps) {
    const contexts = { ...base, env, steps: results }
    if (!condition(step.if, contexts)) continue
    if (step.uses?.startsWith('actions/checkout@')) {
      if (job.permissions && job.permissions['contents'] !== 'read')
        throw new Error(`${job.id} may not check out.`)
      cpSync(world.repository, workspace, { recursive: true })
      continue
    }
    const run = await runStep(step, world, contexts, { ...env, ...texts(step.env, contexts) }, workspace)
    steps.push({ name: step.id ?? step.uses ?? 'run', run })
    if (step.id !== undefined) results[step.id] = { outputs: run.outputs }
    if (run.exitCode !== 0) return { conclusion: 'failure', outputs: {}, steps }
    env = { ...env, ...run.exports }
  }
  return { conclusion: 'success', outputs: texts(job.outputs, { ...base, env, steps: results }), steps }
}

async function runStep(
  step: WorkflowStep,
  world: WorkflowWorld,
  contexts: Contexts,
  env: Texts,
  workspace: string,
): Promise<ActionRun> {
  const seen = {
    workspace,
    event: { inputs: world.inputs ?? {}, repository: { default_branch: 'main' } },
    env: {
      GITHUB_EVENT_NAME: world.github.event_name,
      GITHUB_SHA: world.github.sha,
      GITHUB_REF: world.github.ref ?? 'refs/heads/main',
      GITHUB_REF_NAME: branchOf(world),
      ...env,
    },
  }
  if (step.run !== undefined) return await runCommand(['bash', '-ec', interpolate(step.run, contexts)], seen)
  const action = actionByUses(step.uses ?? '')
  if (action === undefined) throw new Error(`The test runner does not know ${step.uses ?? ''}.`)
  return await (world.run ?? runAction)({ ...seen, action, inputs: texts(step.with, contexts) })
}

function branchOf(world: WorkflowWorld): string {
  return (world.github.ref ?? 'refs/heads/main').replace('refs/heads/', '')
}

function texts(values: Texts, contexts: Contexts): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, text]) => [key, interpolate(text, contexts)]))
}

function combinations(matrix: Readonly<Record<string, readonly unknown[]>>): Record<string, unknown>[] {
  return Object.entries(matrix).reduce<Record<string, unknown>[]>(
    (found, [name, values]) => found.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  )
}
