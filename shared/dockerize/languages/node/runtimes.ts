import type { Found } from '../../found.ts'
import { officialImage } from '../../image/steps.ts'
import type { Request } from '../../plan.ts'
import type { App } from '../../view/file-view.ts'
import { bunVersion } from './bun.ts'
import { bunImage } from './managers/bun.ts'
import type { PackageManager } from './managers/manager.ts'
import type { Manifest } from './manifest.ts'
import { nodeProbe } from './probe.ts'
import type { Command } from './resolve.ts'
import { nodeVersion } from './version.ts'

/** What runs the server, and the image that has it. */
export interface Runtime {
  readonly name: 'node' | 'bun'
  /** The image's name with its tag. */
  readonly image: string
  /** Asks the server for a path with the runtime itself. */
  readonly probe: (path: string) => readonly string[]
}

/** The runtime that the start command names, its version, and the image that installs and builds. */
export function runtimeOf(
  app: App,
  manifest: Manifest,
  top: Manifest,
  manager: PackageManager,
  command: Command,
  { overrides, baseRegistry }: Request,
): { readonly version: Found<string>; readonly runtime: Runtime; readonly tools: string } {
  const onNode = (tag: string): string => officialImage(baseRegistry, `node:${tag}-slim`)
  if (command.run.value[0] !== 'bun') {
    const version = nodeVersion(app, manifest, overrides.version, top)
    const image = onNode(version.value)
    return { version, runtime: { name: 'node', image, probe: nodeProbe }, tools: image }
  }
  const version = bunVersion(app, manifest, overrides.version)
  const image = bunImage(version.value)
  const probe = (path: string): readonly string[] => ['bun', ...nodeProbe(path).slice(1)]
  // Other managers are programs of Node.js, and so is what they build with.
  const tools =
    manager.found.value === 'bun' ? image : onNode(nodeVersion(app, manifest, undefined, top).value)
  return { version, runtime: { name: 'bun', image, probe }, tools }
}
