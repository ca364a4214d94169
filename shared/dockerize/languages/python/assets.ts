import { readNodeTools } from '../node/assets.ts'
import { copySource } from '../../image/copies.ts'
import { steps, type Stage } from '../../image/steps.ts'
import { node } from '../node/provider.ts'
import type { Request } from '../../plan.ts'
import type { App } from '../../view/file-view.ts'

/**
 * What the package.json beside Python bundles for browsers, in a stage that has the whole source afterwards: where a
 * bundler writes is not to be told for all of them. Undefined where there is nothing to bundle, or where Node.js has an
 * application of its own in the same folder.
 */
export function pythonAssets(app: App, home: string, request: Request): Stage | undefined {
  if (!app.files.isFile('package.json') || node.detect(app) === 'application') return undefined
  const tools = readNodeTools(app, request)
  if (tools?.script === undefined) return undefined
  return {
    name: 'assets',
    base: tools.image,
    why: ['What browsers load is bundled by Node.js, which is not in the final image.'],
    steps: steps({ kind: 'workdir', value: home }, ...tools.install, copySource(app), {
      kind: 'run',
      commands: [tools.run(tools.script.value), 'rm -rf node_modules'],
    }),
  }
}
