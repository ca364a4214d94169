import { describe, expect, it } from 'vitest'
import {
  type DeploymentView,
  judgeDeployment,
  type LifecycleStep,
} from '../../../shared/release/deploy/ecs/codedeploy/judge.ts'

const NAMES = [
  'BeforeInstall',
  'Install',
  'AfterInstall',
  'BeforeAllowTraffic',
  'AllowTraffic',
  'AfterAllowTraffic',
]

/** The steps, with what became of the first ones in their order; the rest is pending. */
function steps(...statuses: readonly string[]): readonly LifecycleStep[] {
  return NAMES.map((name, index) => ({ name, status: statuses[index] ?? 'Pending', message: undefined }))
}

function view(given: Partial<DeploymentView>): DeploymentView {
  return {
    id: 'd-1',
    status: 'InProgress',
    errorCode: undefined,
    errorMessage: undefined,
    rollbackId: undefined,
    rollbackMessage: undefined,
    isTerminating: false,
    replacement: undefined,
    steps: [],
    weight: undefined,
    ...given,
  }
}

const DONE = ['Skipped', 'Succeeded', 'Skipped', 'Skipped', 'Succeeded']

describe('what a deployment of CodeDeploy means', () => {
  it.each([
    ['created', { status: 'Created' }, 'CodeDeploy created'],
    ['queued', { status: 'Queued' }, 'CodeDeploy queued'],
    ['installing', { steps: steps('Skipped', 'InProgress') }, 'CodeDeploy in progress, Install'],
    [
      'shifting',
      { steps: steps('Skipped', 'Succeeded', 'Skipped', 'Skipped', 'InProgress'), weight: 10 },
      'CodeDeploy in progress, AllowTraffic, 10 % of the traffic',
    ],
    [
      'in its last hook',
      { steps: steps(...DONE, 'InProgress'), weight: 100 },
      /AfterAllowTraffic, 100 % of the traffic/,
    ],
    ['before its last hook', { steps: steps(...DONE), weight: 100 }, /100 % of the traffic/],
    [
      'shifted by its word, not by its weight',
      { steps: steps(...DONE, 'Skipped'), weight: 90 },
      /90 % of the traffic/,
    ],
    ['baking', { status: 'Baking', steps: steps(...DONE, 'Skipped'), weight: 100 }, /baking/],
    ['unknown', { status: 'Pondering' }, 'CodeDeploy pondering'],
  ] as const)('is not over while it is %s', (_, given, progress) => {
    const verdict = judgeDeployment(view(given))
    expect(verdict).toMatchObject({ over: false, waitsForSomeone: false })
    expect(verdict.over ? '' : verdict.progress).toMatch(progress)
  })

  it('waits for someone while it is ready', () => {
    expect(judgeDeployment(view({ status: 'Ready' }))).toMatchObject({ over: false, waitsForSomeone: true })
  })

  it.each([
    ['succeeded', { status: 'Succeeded' }, undefined],
    ['keeps its former tasks', { steps: steps(...DONE, 'Skipped'), weight: 100 }, /quick way back/],
    [
      'waits for someone to end its former tasks',
      { status: 'Ready', steps: steps(...DONE, 'Skipped'), weight: 100 },
      /quick way back/,
    ],
    ['ran its last hook', { steps: steps(...DONE, 'Succeeded') }, /quick way back/],
    ['has its termination begun, as far as can be seen', { isTerminating: true }, /quick way back/],
  ] as const)('is deployed when it %s', (_, given, reason) => {
    const verdict = judgeDeployment(view(given))
    expect(verdict).toMatchObject({ over: true, result: 'deployed' })
    const said = verdict.over ? verdict.reason : undefined
    if (reason === undefined) expect(said).toBeUndefined()
    else expect(said).toMatch(reason)
  })

  it.each([
    [{ status: 'Failed' }, 'The deployment d-1 failed.', undefined],
    [
      { status: 'Stopped', errorCode: 'MANUAL_STOP' },
      'The deployment d-1 was stopped.',
      /Somebody stopped it/,
    ],
    [
      { status: 'Failed', errorCode: 'ALARM_ACTIVE', errorMessage: 'One or more alarms are active.' },
      'The deployment d-1 failed. CodeDeploy says: One or more alarms are active.',
      /alarm of the deployment group/,
    ],
    [
      {
        status: 'Failed',
        errorCode: 'HOOK_EXECUTION_FAILURE',
        steps: [{ name: 'BeforeAllowTraffic', status: 'Failed', message: 'smoke-test failed' }],
      },
      'The deployment d-1 failed in BeforeAllowTraffic. CodeDeploy says: smoke-test failed',
      /its own log/,
    ],
  ] as const)('is broken: %o', (given, reason, hint) => {
    const verdict = judgeDeployment(view(given))
    expect(verdict).toMatchObject({ over: true, result: 'broken', reason })
    const said = verdict.over && verdict.result === 'broken' ? verdict.hint : ''
    if (hint === undefined) expect(said).toBeUndefined()
    else expect(said).toMatch(hint)
  })
})
