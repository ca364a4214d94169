import { messageOf, UserError } from '../errors.ts'
import { hintFor } from './denial-hints.ts'
import { resourceOf } from './resource.ts'

/** A call that AWS did not carry out. */
export interface FailedCall {
  /** `ecs:UpdateService` for example. */
  readonly action: string
  readonly region: string
  /** The role whose session made it; undefined for the credentials at hand. */
  readonly role?: string | undefined
  /** What the call was given. */
  readonly input?: unknown
}

/**
 * The sentence for a denial: who was denied what on what, and the statement that would allow it, or the policy that
 * forbids it. The action and the resource are those that AWS names, which may be others than the call's.
 * Source: IAM User Guide, "Troubleshoot access denied error messages".
 */
export function explainDenial(error: unknown, call: FailedCall): UserError {
  const said = messageOf(error)
  const action = /(?:perform|authorized to):? ([\w-]+:\w+)/.exec(said)?.[1] ?? call.action
  const named = / on resource: (\S+?)\.?(?:\s|$)/.exec(said)?.[1]
  const resource = named ?? (action === call.action ? resourceOf(call) : undefined)
  const whom = call.role === undefined ? 'AWS denied' : `The role ${call.role} was denied`
  return new UserError(
    `${whom} ${action}${resource === undefined ? '' : ` on ${resource}`} in ${call.region}.`,
    `${cure(said, action, resource ?? '*', call.role)}${hintFor(action)} AWS said: ${said}`,
    { cause: error },
  )
}

function cure(said: string, action: string, resource: string, role: string | undefined): string {
  const policy = role === undefined ? 'the role that this job uses' : `the role ${role}`
  const forbidding = /explicit deny in (an? [\w -]*polic(?:y|ies)(?:: \S+)?)/.exec(said)?.[1]
  if (forbidding !== undefined)
    return `It is denied explicitly in ${forbidding}: no other policy can allow it.`
  const caller = /User: arn:[\w-]+:\w+::(\d{12}):/.exec(said)?.[1]
  const owner = /^arn:[\w-]+:[\w-]+:[\w-]*:(\d{12}):/.exec(resource)?.[1]
  if (caller !== undefined && owner !== undefined && caller !== owner) {
    return `The resource is in the account ${owner}, and the credentials are of ${caller}: give a role of ${owner}, as "role:" at the target in the stages file or as "role-to-assume".`
  }
  const statement = JSON.stringify({ Effect: 'Allow', Action: action, Resource: resource })
  const boundary =
    /no (permissions boundary|session policy|VPC endpoint policy|service control policy|resource control policy) allows/.exec(
      said,
    )?.[1]
  const where =
    boundary === undefined
      ? `the policy of ${policy}`
      : `the ${boundary} too, not only the policy of ${policy}`
  const encoded = /encoded authorization failure message/i.test(said)
    ? ' "aws sts decode-authorization-message" tells the rest.'
    : ''
  return `Allow "${action}" in ${where}: ${statement}.${encoded}`
}
