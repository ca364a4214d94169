import type { ReleaseRequest } from '../../../shared/release/request/request.ts'
import type { LambdaFunction, Target } from '../../../shared/release/request/target.ts'

/** The repository and target of a function `app`. */
export function targetOf({ alias }: { readonly alias: string | undefined }): {
  readonly target: Target
  readonly runs: LambdaFunction
} {
  const runs: LambdaFunction = { kind: 'lambda', name: 'app', alias, traffic: [] }
  const target: Target = {
    name: 'us-east-1 lambda app',
    region: 'us-east-1',
    repository: REPOSITORY,
    wave: 1,
    role: undefined,
    alarms: [],
    environment: { set: {}, remove: [] },
    runs,
  }
  return { target, runs }
}

const REPOSITORY = {
  host: '127.0.0.1:1',
  name: 'app',
  url: '127.0.0.1:1/app',
  account: undefined,
  region: 'us-east-1',
}

/** A release to `dev` that waits for a minute at most. */
export function requestOf(): ReleaseRequest {
  return {
    stage: 'dev',
    source: 'latest',
    home: REPOSITORY,
    role: undefined,
    targets: [],
    expectedDigest: undefined,
    rollback: false,
    plan: false,
    wait: 'deployed',
    waitMs: 60_000,
    rollbackOnFailure: true,
    onCancel: 'leave',
    healthCheck: undefined,
    command: [],
    referrers: 'copy',
    createRepository: false,
    stages: [],
  }
}
