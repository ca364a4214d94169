import { randomUUID } from 'node:crypto'
import { variable } from '../../../../runner/variable.ts'
import type { DeployContext } from '../../prepare.ts'

/**
 * The comment of a deployment: what was done and by which run. It is like no other, so that a deployment whose answer
 * was lost is known again.
 */
export function describeRelease(what: string, { ports: { env } }: Pick<DeployContext, 'ports'>): string {
  const repository = variable(env, 'GITHUB_REPOSITORY')
  const run = variable(env, 'GITHUB_RUN_ID')
  const by = repository === undefined || run === undefined ? '' : `, ${repository} run ${run}`
  return `${what}${by} (${randomUUID().slice(0, 8)})`.slice(0, 200)
}
