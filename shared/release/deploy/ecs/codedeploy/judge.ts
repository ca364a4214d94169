import type { TargetResult } from '../../outcome.ts'

/** A step of a deployment. */
export interface LifecycleStep {
  readonly name: string
  readonly status: string
  /** What the hook or ECS said of it. */
  readonly message: string | undefined
}

/** A deployment of CodeDeploy as it is told by GetDeployment and GetDeploymentTarget. */
export interface DeploymentView {
  readonly id: string
  /** `DeploymentStatus`: Created, Queued, InProgress, Baking, Ready, Succeeded, Failed, Stopped. */
  readonly status: string
  readonly errorCode: string | undefined
  readonly errorMessage: string | undefined
  /** The deployment that brings back what ran before, once CodeDeploy began one. */
  readonly rollbackId: string | undefined
  readonly rollbackMessage: string | undefined
  /** The original tasks wait for their end: nothing else is left to do. */
  readonly isTerminating: boolean
  /** Empty where the role may not see the target. */
  readonly steps: readonly LifecycleStep[]
  /** Id of the replacement task set, which its tasks name as who started them. */
  readonly replacement: string | undefined
  /** Share of the traffic that the replacement has, in percent, where it is told. */
  readonly weight: number | undefined
}

/** Not over yet, over, or another deployment that is to be followed. */
export type DeploymentVerdict =
  | { readonly over: false; readonly progress: string; readonly waitsForSomeone: boolean }
  | { readonly over: true; readonly result: Extract<TargetResult, 'deployed'>; readonly reason?: string }
  | {
      readonly over: true
      readonly result: 'broken'
      readonly reason: string
      readonly hint: string | undefined
    }

/**
 * What a deployment of CodeDeploy means for who waits for it. It is deployed once all traffic goes to the new tasks and
 * the last hook is through: for CodeDeploy it goes on (InProgress, or Ready for ContinueDeployment to end the wait) until
 * the original tasks have ended, which can be two days later and only keeps the quick way back open.
 * Source: CodeDeploy User Guide, "Deployments on an Amazon ECS compute platform"; API Reference, DeploymentInfo,
 * `instanceTerminationWaitTimeStarted`, and ContinueDeployment, `deploymentWaitType`.
 */
export function judgeDeployment(view: DeploymentView): DeploymentVerdict {
  switch (view.status) {
    case 'Succeeded':
      return { over: true, result: 'deployed' }
    case 'Failed':
    case 'Stopped':
      return { over: true, result: 'broken', ...whyBroken(view) }
    case 'Ready':
    case 'InProgress':
      if (isShifted(view)) {
        return {
          over: true,
          result: 'deployed',
          reason:
            'All traffic goes to the new tasks; CodeDeploy keeps the former ones for a quick way back until its wait is over.',
        }
      }
      return view.status === 'Ready'
        ? {
            over: false,
            progress: `${progressOf(view)}, waits for its traffic to be rerouted`,
            waitsForSomeone: true,
          }
        : { over: false, progress: progressOf(view), waitsForSomeone: false }
    default:
      return { over: false, progress: progressOf(view), waitsForSomeone: false }
  }
}

function isShifted({ steps, isTerminating, weight }: DeploymentView): boolean {
  if (weight !== undefined && weight < 100) return false
  const allow = steps.find(({ name }) => name === 'AllowTraffic')
  if (allow === undefined) return isTerminating
  const after = steps.find(({ name }) => name === 'AfterAllowTraffic')
  return (
    allow.status === 'Succeeded' && (after === undefined || ['Succeeded', 'Skipped'].includes(after.status))
  )
}

function progressOf({ status, steps, weight }: DeploymentView): string {
  const step = steps.find((each) => each.status === 'InProgress')
  const shown = step === undefined ? '' : `, ${step.name}`
  const traffic = weight === undefined || weight === 0 ? '' : `, ${Math.round(weight)} % of the traffic`
  return `CodeDeploy ${words(status)}${shown}${traffic}`
}

function whyBroken(view: DeploymentView): { readonly reason: string; readonly hint: string | undefined } {
  const failed = view.steps.find(({ status }) => status === 'Failed')
  const where = failed === undefined ? '' : ` in ${failed.name}`
  const said = [...new Set([view.errorMessage, failed?.message, view.rollbackMessage])].filter(
    (text) => text !== undefined && text !== '',
  )
  const because = said.length === 0 ? '' : ` CodeDeploy says: ${said.join(' ')}`
  const what = view.status === 'Stopped' ? 'was stopped' : 'failed'
  return {
    reason: `The deployment ${view.id} ${what}${where}.${because}`,
    hint: hintFor(view.errorCode ?? ''),
  }
}

// Source: CodeDeploy API Reference, ErrorInformation, `code`.
const HINTS: Readonly<Record<string, string>> = {
  ALARM_ACTIVE: 'An alarm of the deployment group went off; CloudWatch shows which and when.',
  HOOK_EXECUTION_FAILURE:
    "A Lambda function of the AppSpec's hooks failed or did not answer in time: its own log says why.",
  ECS_UPDATE_ERROR: 'ECS could not make the new tasks run: the stopped tasks say why.',
  IAM_ROLE_PERMISSIONS:
    'The service role of the deployment group lacks a permission: it needs the policy AWSCodeDeployRoleForECS, and iam:PassRole on the roles of the task.',
  IAM_ROLE_MISSING: 'The service role of the deployment group does not exist any more.',
  INVALID_ECS_SERVICE:
    'The service of the deployment group does not exist, or is not deployed by CodeDeploy.',
  ELASTIC_LOAD_BALANCING_INVALID:
    'The target groups or listeners of the deployment group do not fit the service.',
  MANUAL_STOP: 'Somebody stopped it, or the wait for its traffic to be rerouted ran out.',
  TIMEOUT: 'A step took too long; the new tasks or a hook did not get done.',
}

function hintFor(code: string): string | undefined {
  return HINTS[code]
}

function words(status: string): string {
  return status.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()
}
