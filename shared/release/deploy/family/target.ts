import { UserError } from '../../../errors.ts'
import type { EcsFamily, Target } from '../../request/target.ts'
import type { ReadyTarget } from '../outcome.ts'
import type { PrepareContext } from '../prepare.ts'

/**
 * Looks at a family of task definitions and at what runs it.
 * @throws UserError when the release cannot work here
 */
export function prepareFamily(target: Target, _: EcsFamily, _context: PrepareContext): Promise<ReadyTarget> {
  return Promise.reject(new UserError(`${target.name}: families are not supported yet.`))
}
