import { UserError } from '../../../../errors.ts'
import { originOf } from '../../../found.ts'
import type { NodeFramework } from './framework.ts'

interface Refused {
  readonly name: string
  readonly packages: readonly string[]
  readonly reason: string
  readonly instead: string
}

function refused({ name, packages, reason, instead }: Refused): NodeFramework {
  return {
    name,
    packages,
    output: (_, manifest) => {
      const found = packages.map((one) => manifest.dependency(one)).find((one) => one !== undefined)
      const where = found === undefined ? '' : ` (${originOf(found)})`
      throw new UserError(`This is an application of ${name}${where}, ${reason}.`, instead)
    },
  }
}

/** Known, and known not to fit into one image that is written from the outside. */
export const REFUSED: readonly NodeFramework[] = [
  refused({
    name: 'redwood',
    packages: ['@redwoodjs/core'],
    reason: 'which is two: an API and a site, each with a server of its own',
    instead: 'Let Redwood write its Dockerfiles: yarn rw setup docker. They are then used as they are.',
  }),
  refused({
    name: 'sapper',
    packages: ['sapper'],
    reason: 'which has had no releases since 2021',
    instead: 'Move to SvelteKit, its successor, or write a Dockerfile. It is then used as it is.',
  }),
  refused({
    name: 'meteor',
    packages: ['meteor-node-stubs'],
    reason: "which only Meteor's own tool can build",
    instead:
      'Write a Dockerfile, for example on the image geoffreybooth/meteor-base. It is then used as it is.',
  }),
]
