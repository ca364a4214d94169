import { randomUUID } from 'node:crypto'
import {
  DescribeTasksCommand,
  ECSClient,
  RunTaskCommand,
  type Service,
  StopTaskCommand,
  type Task,
} from '@aws-sdk/client-ecs'
import { isRefusal } from '../../../aws/errors.ts'
import type { JsonObject } from '../../../aws/raw-json.ts'
import type { Env } from '../../../runner/ports.ts'
import { variable } from '../../../runner/variable.ts'
import type { EcsService, Target } from '../../request/target.ts'
import { because } from '../failure.ts'
import type { CommandOutcome } from '../outcome.ts'
import type { DeployContext } from '../prepare.ts'
import { openTaskLog, type TaskLog } from './logs.ts'
import { patiently } from './patience.ts'
import { pauseAfter } from './rollout-schedule.ts'
import { runTaskRequest } from './one-off-task.ts'
import { judgeRefusal, judgeTask } from './task-outcome.ts'

/** Where a command runs. */
export interface CommandPlace {
  readonly target: Target
  readonly runs: EcsService
  readonly service: Service
  readonly container: string
  /** What the new revision is made from; it says where the container logs to. */
  readonly definition: JsonObject
  /** The ARN of the very revision that is deployed afterwards. */
  readonly taskDefinitionArn: () => Promise<string>
}

// Its output is read as it comes, and not half a minute late.
const LONGEST_PAUSE_MS = 10_000
const LINES_KEPT = 50
// CloudWatch Logs shows an event some moments after it took it.
const LOG_LAG_MS = 1_000

/**
 * Runs words in a one-off task of the released image, in the service's own network, and waits for its end. Shows the
 * container's log meanwhile. Its exit code decides. A task that takes too long, or whose job is cancelled, is stopped.
 * Never throws: the outcome has the failure.
 */
export async function runCommand(
  words: readonly string[],
  place: CommandPlace,
  context: DeployContext,
): Promise<CommandOutcome> {
  const { clock, log } = context.ports
  const started = clock.now()
  const outcome = await log.group(`Run the command in ${place.target.name}`, async () => {
    const ended = await attempt(words, place, context)
    const { failure, exitCode } = ended
    log.info(
      failure === undefined ? `The command ended with exit code ${exitCode ?? 0}.` : (failure.reason ?? ''),
    )
    return ended
  })
  return { ...outcome, milliseconds: clock.now() - started }
}

type Ended = Omit<CommandOutcome, 'milliseconds'>

async function attempt(
  words: readonly string[],
  place: CommandPlace,
  context: DeployContext,
): Promise<Ended> {
  const { session, request, ports } = context
  const client = session.client(ECSClient, place.target.region)
  let taskArn: string | undefined
  try {
    const taskDefinitionArn = await place.taskDefinitionArn()
    ports.signal.throwIfAborted()
    const asked = runTaskRequest({
      cluster: place.runs.cluster,
      service: place.service,
      taskDefinitionArn,
      container: place.container,
      words,
      stage: request.stage,
      run: runOf(ports.env),
      clientToken: randomUUID(),
    })
    const answer = await client.send(new RunTaskCommand(asked)).catch((error: unknown) => {
      if (isRefusal(error)) throw error
      const { reason = '' } = because(error)
      throw new Error(
        `It is not known whether the command's task was started by "${asked.startedBy ?? ''}": ${reason}`,
      )
    })
    taskArn = answer.tasks?.[0]?.taskArn
    if (taskArn === undefined) {
      return { exitCode: undefined, failure: judgeRefusal(answer.failures ?? []), taskArn, log: [] }
    }
    ports.log.info(`${shortId(taskDefinitionArn)} runs it as the task ${shortId(taskArn)}`)
    return await follow(client, taskArn, place, context)
  } catch (error) {
    const failure = ports.signal.aborted
      ? { reason: 'The job was cancelled before the command ran.' }
      : because(error)
    return { exitCode: undefined, failure, taskArn, log: [] }
  }
}

async function follow(
  client: ECSClient,
  taskArn: string,
  place: CommandPlace,
  context: DeployContext,
): Promise<Ended> {
  const { cluster } = place.runs
  const { clock, log, signal } = context.ports
  const { waitMs } = context.request
  const began = clock.now()
  const output = openOutput(place, context)
  const stop = async (reason: string): Promise<boolean> =>
    await client.send(new StopTaskCommand({ cluster, task: taskArn, reason })).then(
      () => true,
      () => false,
    )
  const failed = (failure: CommandOutcome['failure']): Ended => ({
    exitCode: undefined,
    ...(failure === undefined ? {} : { failure }),
    taskArn,
    log: output.kept(),
  })
  const describe = describer(client, cluster, taskArn)
  let progress = ''
  try {
    for (;;) {
      const task = await patiently(describe, context.ports, log.info)
      const verdict = judgeTask(task, place.container)
      await output.show(task)
      if (verdict.over) {
        // A container that is not essential leaves the others of its task running.
        if (task.desiredStatus === 'RUNNING') await stop('The command of the release has ended.')
        if (verdict.exitCode !== undefined) await output.showRest(task)
        return { ...failed(verdict.failure), exitCode: verdict.exitCode }
      }
      if (verdict.progress !== progress) log.info(verdict.progress)
      progress = verdict.progress
      const waited = clock.now() - began
      if (waited >= waitMs) return failed(await timedOut(waitMs, stop))
      const pause = Math.min(pauseAfter(waited), LONGEST_PAUSE_MS, waitMs - waited)
      await clock.sleep(pause, signal)
    }
  } catch (error) {
    // Nobody would look at what a task does that goes on.
    const stopped = await stop(signal.aborted ? 'The job was cancelled.' : 'The release lost sight of it.')
    const what = stopped ? 'it was stopped' : `it could not be stopped, and goes on as ${shortId(taskArn)}`
    const { reason = '', hint } = because(error)
    const why = signal.aborted ? 'The job was cancelled while the command ran' : reason.replace(/\.$/, '')
    return failed({ reason: `${why}; ${what}.`, ...(hint === undefined ? {} : { hint }) })
  }
}

interface Output {
  readonly show: (task: Task) => Promise<void>
  /** The last of it, and why there is none. */
  readonly showRest: (task: Task) => Promise<void>
  readonly kept: () => readonly string[]
}

/** The container's output as it comes: shown in the step's log, its last lines kept. */
function openOutput(place: CommandPlace, { session, ports }: DeployContext): Output {
  const lines: string[] = []
  let log: TaskLog | undefined
  const show = async (task: Task): Promise<void> => {
    if (!isLogging(task)) return
    const logged = { ...task, taskArn: task.taskArn ?? '' }
    log ??= openTaskLog(session, place.target.region, place.definition, logged, place.container)
    const fresh = await log.next()
    for (const line of fresh) ports.log.info(`  ${line}`)
    lines.push(...fresh)
    lines.splice(0, lines.length - LINES_KEPT)
  }
  return {
    show,
    showRest: async (task) => {
      if (log !== undefined && log.trouble() === undefined) {
        await ports.clock.sleep(LOG_LAG_MS, ports.signal)
        await show(task)
      }
      const trouble = log?.trouble()
      if (trouble !== undefined) ports.log.info(trouble)
    },
    kept: () => lines,
  }
}

async function timedOut(
  waitMs: number,
  stop: (reason: string) => Promise<boolean>,
): Promise<NonNullable<CommandOutcome['failure']>> {
  const minutes = Math.round(waitMs / 6000) / 10
  const stopped = await stop(`The command of the release did not end within ${minutes} minutes.`)
  return {
    reason: `The command did not end within ${minutes} minutes; its task ${stopped ? 'was' : 'could not be'} stopped.`,
    hint: 'Raise "wait-minutes" if it needs longer; its output above says how far it came.',
  }
}

/** Looks at a task; one that was just started is not shown for a moment. */
function describer(client: ECSClient, cluster: string, taskArn: string): () => Promise<Task> {
  let task: Task = { taskArn }
  return async () => {
    const { tasks } = await client.send(new DescribeTasksCommand({ cluster, tasks: [taskArn] }))
    task = tasks?.[0] ?? task
    return task
  }
}

// Before its containers run there is no stream, and each look at one that is missing is a call for nothing.
function isLogging({ lastStatus }: Task): boolean {
  return lastStatus !== undefined && !['PROVISIONING', 'PENDING', 'ACTIVATING'].includes(lastStatus)
}

function runOf(env: Env): string {
  const id = variable(env, 'GITHUB_RUN_ID') ?? 'run'
  return `${id}-${variable(env, 'GITHUB_RUN_ATTEMPT') ?? '1'}`
}

function shortId(arn: string): string {
  return arn.split('/').at(-1) ?? arn
}
