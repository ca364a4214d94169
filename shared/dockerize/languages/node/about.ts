import type { About } from '../../plan.ts'
import type { Manifest } from './manifest.ts'

/** What a package.json says of its application. */
export function aboutOf({ json }: Manifest): About {
  const title = json.string('name')?.value
  const description = json.string('description')?.value
  const licenses = json.string('license')?.value
  return {
    ...(title === undefined || title === '' ? {} : { title }),
    ...(description === undefined || description === '' ? {} : { description }),
    // npm's word for "nobody may"; the label takes SPDX expressions alone.
    ...(licenses === undefined || licenses === '' || licenses === 'UNLICENSED' ? {} : { licenses }),
  }
}
