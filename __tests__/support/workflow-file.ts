import { parse } from 'yaml'
import { mapping, scalar } from '../../scripts/lib/action-file.ts'

type Texts = Readonly<Record<string, string>>

/** A workflow, as far as this project's documents use the language; any other key is an error. */
export interface Workflow {
  readonly triggers: Readonly<Record<string, readonly string[]>>
  readonly env: Texts
  readonly jobs: readonly WorkflowJob[]
}

/** One job. Expressions are still in place. */
export interface WorkflowJob {
  readonly id: string
  readonly needs: readonly string[]
  readonly if: string | undefined
  /** The name of the GitHub environment. */
  readonly environment: string | undefined
  /** Those of the job, else of the workflow; undefined where neither says any. */
  readonly permissions: Texts | undefined
  readonly matrix: Readonly<Record<string, readonly unknown[]>>
  readonly env: Texts
  readonly outputs: Texts
  readonly steps: readonly WorkflowStep[]
}

/** One step: either `uses` or `run` is there. */
export interface WorkflowStep {
  readonly id: string | undefined
  readonly if: string | undefined
  readonly uses: string | undefined
  readonly run: string | undefined
  readonly with: Texts
  readonly env: Texts
}

/** Parses a workflow. Throws for what the runner of this harness would not honour. */
export function parseWorkflow(text: string): Workflow {
  const file = only(parse(text), 'workflow', ['name', 'on', 'permissions', 'concurrency', 'env', 'jobs'])
  return {
    triggers: triggersOf(file['on']),
    env: textsOf(file['env'], 'env'),
    jobs: Object.entries(mapping(file['jobs'], 'jobs')).map(([id, job]) =>
      parseJob(id, job, file['permissions']),
    ),
  }
}

const JOB_KEYS = [
  ...['name', 'runs-on', 'needs', 'if', 'environment', 'permissions', 'concurrency', 'timeout-minutes'],
  ...['strategy', 'env', 'outputs', 'steps'],
]

function parseJob(id: string, value: unknown, permissions: unknown): WorkflowJob {
  const job = only(value, id, JOB_KEYS)
  const strategy = only(job['strategy'] ?? {}, `${id}.strategy`, ['fail-fast', 'matrix'])
  const environment = job['environment']
  const allowed = job['permissions'] ?? permissions
  if (job['runs-on'] === undefined) throw new Error(`${id} has no runs-on.`)
  return {
    id,
    needs: listOf(job['needs']).map((need) => scalar(need, `${id}.needs`)),
    if: optional(job['if'], `${id}.if`),
    environment:
      typeof environment === 'object' && environment !== null
        ? scalar(mapping(environment, id)['name'], `${id}.environment.name`)
        : optional(environment, `${id}.environment`),
    permissions: allowed === undefined ? undefined : textsOf(allowed, `${id}.permissions`),
    matrix: Object.fromEntries(
      Object.entries(mapping(strategy['matrix'] ?? {}, `${id}.matrix`)).map(([name, values]) => [
        name,
        listOf(values),
      ]),
    ),
    env: textsOf(job['env'], `${id}.env`),
    outputs: textsOf(job['outputs'], `${id}.outputs`),
    steps: listOf(job['steps']).map((step, index) => parseStep(`${id}.steps[${index}]`, step)),
  }
}

function parseStep(where: string, value: unknown): WorkflowStep {
  const step = only(value, where, ['name', 'id', 'if', 'uses', 'run', 'with', 'env'])
  if ((step['uses'] === undefined) === (step['run'] === undefined)) {
    throw new Error(`${where}: needs either uses or run.`)
  }
  return {
    id: optional(step['id'], `${where}.id`),
    if: optional(step['if'], `${where}.if`),
    uses: optional(step['uses'], `${where}.uses`),
    run: optional(step['run'], `${where}.run`),
    with: textsOf(step['with'], `${where}.with`),
    env: textsOf(step['env'], `${where}.env`),
  }
}

function triggersOf(on: unknown): Record<string, readonly string[]> {
  if (typeof on === 'string') return { [on]: [] }
  if (Array.isArray(on)) return Object.fromEntries(on.map((event) => [scalar(event, 'on'), []]))
  return Object.fromEntries(
    Object.entries(mapping(on, 'on')).map(([event, filter]) => [
      event,
      listOf(mapping(filter ?? {}, `on.${event}`)['branches']).map((branch) => scalar(branch, `on.${event}`)),
    ]),
  )
}

function only(value: unknown, where: string, keys: readonly string[]): Readonly<Record<string, unknown>> {
  const found = mapping(value, where)
  const unknown = Object.keys(found).filter((key) => !keys.includes(key))
  if (unknown.length > 0) throw new Error(`${where}: the test runner does not know ${unknown.join(', ')}.`)
  return found
}

function textsOf(value: unknown, where: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(mapping(value ?? {}, where)).map(([key, text]) => [key, scalar(text, `${where}.${key}`)]),
  )
}

function optional(value: unknown, where: string): string | undefined {
  return value === undefined ? undefined : scalar(value, where)
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}
