import type { Ports } from '../../runner/ports.ts'
import type { Outputs } from '../../runner/step.ts'
import type { ReleaseReport } from '../deploy/outcome.ts'

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
    'task-definition-arn': ecs?.taskDefinitionArn,
    'previous-task-definition-arn': ecs?.previousTaskDefinitionArn,
    'service-deployment-arn': ecs?.serviceDeploymentArn,
    'function-arn': lambda?.functionArn,
    'function-version': lambda?.functionVersion,
    regions: JSON.stringify(report.targets.map((target) => regionOf(target, report.digest))),
    url: '',
    stages: '',
  }
}

/** What a release says of itself that ended before there was anything to report. */
export function failedOutputs({ signal }: Pick<Ports, 'signal'>): Outputs {
  return { result: signal.aborted ? 'cancelled' : 'failed', changed: false, deployed: false }
}

// What AWS says is full of ARNs.
const ACCOUNT = /\b\d{12}\b/g

function regionOf(
  { target, result, reason }: ReleaseReport['targets'][number],
  digest: string,
): Readonly<Record<string, string | undefined>> {
  const last = (nameOrArn: string): string | undefined => nameOrArn.split(/[/:]/).at(-1)
  return {
    region: target.region,
    repository: target.repository.name,
    digest,
    result,
    reason: reason?.replace(ACCOUNT, '************'),
    ...(target.runs?.kind === 'ecs'
      ? { cluster: last(target.runs.cluster), service: last(target.runs.service) }
      : {}),
    ...(target.runs?.kind === 'lambda' ? { function: last(target.runs.name) } : {}),
  }
}
