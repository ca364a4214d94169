import type { JsonObject } from '../../../aws/raw-json.ts'
import { UserError } from '../../../errors.ts'
import type { EnvironmentChange } from '../../request/target.ts'
import { objectsIn, textOf } from './json.ts'

/**
 * A container with changed environment variables: those it has keep their place, new ones come last, and a container
 * without any does not get an empty list. Everything else of it stays, its secrets above all.
 */
export function withEnvironment(container: JsonObject, { set, remove }: EnvironmentChange): JsonObject {
  const names = Object.keys(set)
  if (names.length === 0 && remove.length === 0) return container
  const had = objectsIn(container['environment'])
  const known = new Set(had.map(({ name }) => textOf(name)))
  const environment = [
    ...had
      .filter(({ name }) => !remove.includes(textOf(name)))
      .map((variable) => {
        const value = Object.hasOwn(set, textOf(variable['name'])) ? set[textOf(variable['name'])] : undefined
        return value === undefined ? variable : { ...variable, value }
      }),
    ...names.filter((name) => !known.has(name)).map((name) => ({ name, value: set[name] })),
  ]
  if (environment.length === 0 && container['environment'] === undefined) return container
  return { ...container, environment }
}

/**
 * Refuses to give a container a variable that it has as a secret: ECS takes no name twice, and a secret must not turn
 * into plain text.
 * @param what names the container and where it stands, as in `the container "app" of app:7`
 * @throws UserError
 */
export function checkSecrets(container: JsonObject, { set, remove }: EnvironmentChange, what: string): void {
  const secrets = new Set(objectsIn(container['secrets']).map(({ name }) => textOf(name)))
  const taken = [...Object.keys(set), ...remove].filter((name) => secrets.has(name))
  if (taken.length === 0) return
  const names = taken.join(', ')
  throw new UserError(
    `${names} ${taken.length === 1 ? 'is a secret' : 'are secrets'} of ${what}, and secrets are left as they are.`,
    `Remove ${names} from "environment-variables", or change the secret in the task definition.`,
  )
}
