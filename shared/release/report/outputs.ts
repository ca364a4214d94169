import type { Ports } from '../../runner/ports.ts'
import type { Outputs } from '../../runner/step.ts'
import type { ReleaseReport, ReportedTarget } from '../deploy/outcome.ts'
import { shortName } from '../request/arn.ts'
import { revisionsOf } from './names.ts'
import { diffOf } from './plan-steps.ts'

/**
 * The outputs of a release. GitHub drops an output that contains anything masked, and account ids often are: `digest`,
 * `regions` and most others hold neither a registry host nor an ARN.
 * Source: actions/runner, JobExtension, "Skip output since it may contain secret".
 */
export function releaseOutputs(report: ReleaseReport): Outputs {
  const ecs = report.targets.find(({ taskDefinitionArn }) => taskDefinitionArn !== undefined)
  const lambda = report.targets.find(({ functionArn }) => functionArn !== undefined)
  return {
    digest: report.digest,
    'image-uri': `${report.home.url}@${report.digest}`,
    'previous-digest': report.previousDigest,
    changed: report.changed,
    deployed: report.deployed,
    result: report.result,
    commit: report.commit,
    'previous-commit': report.previousCommit,
    'task-definition-arn': ecs === undefined ? undefined : runningDefinition(ecs),
    'previous-task-definition-arn': ecs?.previousTaskDefinitionArn,
    'service-deployment-arn': ecs?.serviceDeploymentArn,
    'function-arn': lambda?.functionArn,
    'function-version': lambda?.functionVersion,
    regions: JSON.stringify(report.targets.map((target) => regionOf(target, report.digest))),
    url: urlOf(report),
    stages: '',
  }
}

/** What a release says of itself that ended before there was anything to report. */
export function failedOutputs({ signal }: Pick<Ports, 'signal'>): Outputs {
  return { result: signal.aborted ? 'cancelled' : 'failed', changed: false, deployed: false }
}

/** The revision that an ECS target runs after all: a rolled-back one runs what it ran before. */
function runningDefinition(target: ReportedTarget): string | undefined {
  const { result, taskDefinitionArn, previousTaskDefinitionArn } = target
  return result === 'rolled-back' ? (previousTaskDefinitionArn ?? taskDefinitionArn) : taskDefinitionArn
}

/** Where the stage answers, as far as that is known. */
export function urlOf({ targets, request: { healthCheck } }: ReleaseReport): string {
  const url = targets.find((target) => target.url !== undefined)?.url
  if (url !== undefined) return url
  return healthCheck !== undefined && URL.canParse(healthCheck.url) ? new URL(healthCheck.url).origin : ''
}

// What AWS says is full of ARNs.
const ACCOUNT = /\b\d{12}\b/g

/** One target without an account id and the host of a registry, which has one. */
function regionOf(entry: ReportedTarget, digest: string): object {
  const { target, result, reason, milliseconds } = entry
  const { before, now } = revisionsOf(entry)
  const shown = (text: string): string =>
    text.replaceAll(`${target.repository.host}/`, '').replace(ACCOUNT, '************')
  return {
    region: target.region,
    repository: target.repository.name,
    digest,
    result,
    reason: reason === undefined ? undefined : shown(reason),
    ...namesOf(target.runs),
    revision: now,
    'previous-revision': before,
    milliseconds,
    ...(result === 'planned' ? { diff: diffOf(entry, digest).map(shown) } : {}),
  }
}

function namesOf(runs: ReportedTarget['target']['runs']): Readonly<Record<string, string | undefined>> {
  switch (runs?.kind) {
    case 'ecs':
      return { cluster: shortName(runs.cluster), service: shortName(runs.service) }
    case 'family':
      return { cluster: shortName(runs.cluster), family: shortName(runs.family) }
    case 'lambda':
      return { function: shortName(runs.name), alias: runs.alias }
    case undefined:
      return {}
  }
}
