import type { About } from '../../plan.ts'
import type { Package } from './manifest.ts'
import type { Workspace } from './workspace.ts'

/** What Cargo.toml says of a package. Source: The Cargo Book, "The Manifest Format", inheritance from a workspace. */
export function aboutOf({ toml }: Workspace, own: Package): About {
  const field = (name: string): string | undefined =>
    own.toml.string('package', name)?.value ??
    (own.toml.get('package', name, 'workspace') === true
      ? toml.string('workspace', 'package', name)?.value
      : undefined)
  const description = field('description')
  const licenses = field('license')
  return {
    title: own.name.value,
    ...(description === undefined ? {} : { description }),
    ...(licenses === undefined ? {} : { licenses }),
  }
}
