import { fault, type Fault } from '../wire/fault.ts'
import { isObject, objects, parseObject, type Json } from '../wire/json.ts'
import type { Repository } from './store.ts'

/**
 * Whether another account may do this by the policy of the repository.
 * Source: Amazon ECR User Guide, "Private repository policies".
 * @param action `ecr:BatchGetImage` for example
 */
export function allows({ policy }: Repository, account: string, action: string): boolean {
  return objects(parseObject(policy ?? '{}'), 'Statement').some((statement) => {
    if (statement['Effect'] !== 'Allow') return false
    const actions = strings(statement['Action'])
    return (
      isFor(statement['Principal'], account) &&
      actions.some((each) => each === action || each === 'ecr:*' || each === '*')
    )
  })
}

/** Whether an account may pull from a repository that may be another one's. */
export function mayPull(repository: Repository, account: string): boolean {
  return repository.arn.split(':')[4] === account || allows(repository, account, 'ecr:BatchGetImage')
}

function isFor(principal: Json | undefined, account: string): boolean {
  if (principal === '*') return true
  if (!isObject(principal)) return false
  return strings(principal['AWS']).some(
    (each) => each === '*' || each === account || each.split(':')[4] === account,
  )
}

function strings(value: Json | undefined): readonly string[] {
  return [value].flat().filter((each) => typeof each === 'string')
}

/** What AWS answers when a policy of the resource would have to allow something, and does not. */
export function notAllowed(caller: string, action: string, resource: string, status = 400): Fault {
  return fault(
    'AccessDeniedException',
    `User: ${caller} is not authorized to perform: ${action} on resource: ${resource} because no resource-based policy allows the ${action} action`,
    status,
  )
}
