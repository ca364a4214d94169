import { deployment, OTHER, RELEASED, revision, type RolloutCase, service } from './aws-answers.ts'

const stoppedFor = (
  taskDefinition: string,
  rolloutState: 'IN_PROGRESS' | 'COMPLETED',
): RolloutCase['seen'] => ({
  deployment: deployment('STOPPED'),
  service: service([], [{ id: 'ecs-svc/3', status: 'PRIMARY', taskDefinition, rolloutState }]),
})

/** What happens when somebody else deploys meanwhile. */
export const REPLACED: readonly RolloutCase[] = [
  {
    name: 'Another task definition was deployed meanwhile',
    seen: {
      ...stoppedFor(revision(3), 'IN_PROGRESS'),
      newer: { taskDefinition: revision(3), images: [`app@${OTHER}`] },
    },
    result: 'superseded',
    reason: 'Another deployment of the service (app:3) replaced this one.',
    hint: 'CloudTrail says who deployed it',
  },
  {
    name: 'The same task definition was deployed again meanwhile',
    seen: {
      ...stoppedFor(revision(2), 'IN_PROGRESS'),
      newer: { taskDefinition: revision(2), images: [`app@${RELEASED}`] },
    },
    result: 'superseded',
    reason:
      'Another deployment of this very image (app:2) replaced this one: another run of the same release, perhaps.',
    hint: 'That one decides now',
  },
  {
    name: 'Another run of the same release deployed the same image meanwhile',
    seen: {
      ...stoppedFor(revision(3), 'COMPLETED'),
      newer: { taskDefinition: revision(3), images: ['envoy:1', `app@${RELEASED}`] },
    },
    result: 'superseded',
    reason:
      'Another deployment of this very image (app:3) replaced this one: another run of the same release, perhaps.',
    hint: 'concurrency group',
  },
  {
    name: 'The former task definition is being deployed again by somebody else',
    seen: stoppedFor(revision(1), 'IN_PROGRESS'),
    result: 'goes on',
    reason: 'rollback in progress, 2 of 2 tasks running',
  },
  {
    name: 'The former task definition was deployed again by somebody else',
    seen: stoppedFor(revision(1), 'COMPLETED'),
    result: 'rolled-back',
    reason: 'The former task definition app:1 was deployed again, and not by this release.',
    hint: 'UpdateService',
  },
]
