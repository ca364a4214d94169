import { notAllowed } from '../ecr/policy.ts'
import type { AwsCall } from './aws-call.ts'

/**
 * A call about something of another account is refused, as no resource here has a policy that lets others in.
 * Source: IAM User Guide, "Cross account resource access in IAM".
 */
export function refuseForeign({ service, caller, url, body }: AwsCall, action: string): void {
  const named = [...Object.values(body).flat(), ...decodeURIComponent(url.pathname).split('/')]
  for (const arn of named) {
    if (typeof arn !== 'string' || !arn.startsWith(`arn:aws:${service}:`)) continue
    const owner = arn.split(':')[4]
    if (owner === caller.account) continue
    throw notAllowed(caller.arn, `${service}:${action}`, arn, service === 'lambda' ? 403 : 400)
  }
}
