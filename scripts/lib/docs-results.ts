import type { Service, ServiceDeployment, Task } from '@aws-sdk/client-ecs'
import { ROLLOUT_CASES } from '../../__tests__/unit/release/rollout-cases/all.ts'
import {
  JUDGED,
  type RolloutCase,
  UNSEEN,
  WAITED,
} from '../../__tests__/unit/release/rollout-cases/aws-answers.ts'
import { judgeRollout } from '../../shared/release/deploy/ecs/rollout.ts'
import { cell, code, table } from './docs-tables.ts'

const HEAD = ['Case', 'AWS says', '`result`', 'The release says', 'What to do'] as const
// What all sentences of a table begin with is said above it once, where it is long.
const LONG = 60

/** The document on how deployments to ECS end: a table for each group of the cases that the judgement is tested by. */
export function deploymentResults(): string {
  return [INTRODUCTION, ...Object.entries(ROLLOUT_CASES).map(([title, cases]) => section(title, cases))].join(
    '\n\n',
  )
}

function section(title: string, cases: readonly RolloutCase[]): string {
  const judged = cases.map((each) => ({ each, said: whatAwsSaid(each), ...sayingOf(each) }))
  const says = commonStart(judged.map((each) => each.says))
  const said = commonParts(judged.map((each) => each.said))
  const rows = judged.map((each) => [
    cell(each.each.name),
    cell([...(said.length === 0 ? [] : ['...']), ...each.said.slice(said.length)].join('; ')),
    each.result,
    cell(says === '' ? each.says : `... ${each.says.slice(says.length)}`),
    cell(each.hint),
  ])
  return [
    `## ${title}`,
    ...(said.length === 0 ? [] : [`In each of these AWS says first: ${said.join('; ')}`]),
    ...(says === '' ? [] : [`And the release: "${says.trimEnd()} ..."`]),
    table(HEAD, rows),
  ].join('\n\n')
}

/** The parts that all lists begin with, where there is more than one. */
function commonParts(lists: readonly (readonly string[])[]): readonly string[] {
  const [first = []] = lists
  const different = first.findIndex((part, index) => lists.some((list) => list[index] !== part))
  const common = first.slice(0, Math.max(different, 0))
  return common.length < 2 ? [] : common
}

function sayingOf({ seen, judged, waited }: RolloutCase): { result: string; says: string; hint: string } {
  const verdict = judgeRollout({ ...UNSEEN, ...seen }, { ...JUDGED, ...judged }, { ...WAITED, ...waited })
  if (!verdict.over) return { result: 'not over', says: verdict.progress, hint: '' }
  return { result: code(verdict.result), says: verdict.reason ?? '', hint: verdict.hint ?? '' }
}

function commonStart(texts: readonly string[]): string {
  const [first = '', ...rest] = texts
  let length = first.length
  for (const text of rest) while (!text.startsWith(first.slice(0, length))) length -= 1
  const words = first.slice(0, length).replace(/\S*$/, '')
  return words.length < LONG ? '' : words
}

function whatAwsSaid({ seen, judged, waited }: RolloutCase): readonly string[] {
  const { deployment, service, images, stopped = [], alarms = [], newer, gone } = seen
  return [
    ...(gone === undefined ? [] : [`the ${gone} is not there any more`]),
    ...(deployment === undefined ? [] : ofDeployment(deployment)),
    ...(service === undefined ? [] : ofService(service, deployment !== undefined)),
    ...(newer === undefined ? [] : [`another deployment: ${code(short(newer.taskDefinition))}`]),
    ...(Array.isArray(images) ? [digestOf(images)] : images === 'denied' ? ['revisions: AccessDenied'] : []),
    ...ofTasks(stopped),
    ...alarms.map((alarm) => `alarm ${code(alarm)} in ALARM`),
    ...kindOf(judged?.found),
    ...(waited === undefined || waited.waitedMs !== waited.waitMs ? [] : ['`wait-minutes` are over']),
  ]
}

function ofDeployment(deployment: ServiceDeployment): readonly string[] {
  const {
    status,
    statusReason,
    lifecycleStage,
    deploymentCircuitBreaker,
    alarms,
    lifecycleHookDetails = [],
  } = deployment
  const { requestedTaskCount: wanted, runningTaskCount: running } = deployment.targetServiceRevision ?? {}
  return [
    code(status),
    ...(lifecycleStage === undefined ? [] : [code(lifecycleStage)]),
    ...(deploymentCircuitBreaker?.status === 'TRIGGERED' ? ['circuit breaker `TRIGGERED`'] : []),
    ...(alarms?.triggeredAlarmNames ?? []).map((alarm) => `deployment alarm ${code(alarm)}`),
    ...lifecycleHookDetails.map((hook) => `hook ${code(hook.status)}`),
    ...(running === wanted ? [] : [`${running ?? 0} of ${wanted ?? 0} tasks run`]),
    ...(wanted === 0 ? ['0 tasks requested'] : []),
    ...(statusReason === undefined ? [] : [`"${statusReason}"`]),
  ]
}

function ofService({ deployments = [], events = [] }: Service, isExact: boolean): readonly string[] {
  const [primary] = deployments.filter(({ status }) => status === 'PRIMARY')
  const names = [primary?.rolloutState, primary?.taskDefinition].flatMap((each) => each ?? [])
  return [
    ...(isExact && names.length < 2 ? [] : [`primary: ${names.map((each) => code(short(each))).join(' ')}`]),
    ...events.map(({ message = '' }) => `event "${message.replace('(service app) ', '')}"`),
  ]
}

function ofTasks(tasks: readonly Task[]): readonly string[] {
  const lines = tasks.map(({ stopCode, stoppedReason, containers = [] }) => {
    const ended = containers.map(({ name = '', exitCode, reason }) =>
      [
        code(name),
        ...(exitCode === undefined ? [] : [`exit code ${exitCode}`]),
        ...(reason === undefined ? [] : [`"${reason}"`]),
      ].join(' '),
    )
    return [`tasks: ${code(stopCode)} "${stoppedReason ?? ''}"`, ...ended].join(', ')
  })
  return [...new Set(lines)]
}

function digestOf(
  images: readonly { containerName?: string | undefined; imageDigest?: string | undefined }[],
): string {
  const digest = images.find(({ containerName }) => containerName === 'app')?.imageDigest
  return digest === undefined
    ? 'no `imageDigest` yet'
    : `\`imageDigest\` ${code(`${digest.slice(0, 12)}...`)}`
}

function kindOf(found: Service | undefined): readonly string[] {
  const { schedulingStrategy, launchType, deploymentConfiguration } = found ?? {}
  const bake = deploymentConfiguration?.bakeTimeInMinutes
  return [
    ...(schedulingStrategy === undefined ? [] : [code(schedulingStrategy)]),
    ...(launchType === undefined ? [] : [`launch type ${code(launchType)}`]),
    ...(bake === undefined ? [] : [`bake time of ${bake} minutes`]),
  ]
}

function short(arn: string): string {
  return arn.split('/').at(-1) ?? arn
}

const INTRODUCTION = `# How a deployment to ECS ends

These tables are made from the cases that the judgement is tested by (\`npm run docs\`): each row is what AWS said, and what
the release makes of it. \`result\` is the target's; a release that fails then brings back what was deployed
(\`rollback-on-failure\`), and says \`rolled-back\` where that was done everywhere. See
[the results of a release](../release-action/README.md#results).

**Success** is one thing only: the service deployment that this release started is \`SUCCESSFUL\`, and the revision that it
deployed runs a digest of the released image (that of an index, or of one of its platforms). A service that is stable, or
that runs enough tasks, proves nothing: ECS may have rolled back to the former revision.

**While it waits** the release says how the deployment goes on when that changes and once a minute, service events as they
come, and each new reason that tasks stop for, with what to do. It asks often at first and twice a minute in the end, at
most four calls a minute. In the end it shows stopped tasks grouped by reason, the last lines of the failed container's log
(\`awslogs\`), and the events that tell of a failure.

**Bake times and steps** of blue/green, linear and canary deployments belong to the deployment. Where they take longer than
\`wait-minutes\`, that is said at the start. A deployment that a PAUSE hook holds is waited for until then, too; the log says
how it is continued.

**Permissions**: \`ecs:ListServiceDeployments\`, \`ecs:DescribeServiceDeployments\` and \`ecs:DescribeServiceRevisions\` are
needed for all this. Without them the service alone is judged (the last table), and no digest is proved.`
