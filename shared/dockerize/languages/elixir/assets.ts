import { readNodeTools, type NodeTools } from '../node/assets.ts'
import type { Request } from '../../plan.ts'
import { appIn, type App } from '../../view/file-view.ts'
import type { Mix } from './mix.ts'

/** Node.js for the package.json of the assets, where there is one. */
export function assetTools(app: App, children: readonly string[], request: Request): NodeTools | undefined {
  const folder = ['assets', ...children.map((child) => `${child}/assets`)].find((one) =>
    app.files.isFile(`${one}/package.json`),
  )
  return folder === undefined ? undefined : readNodeTools(appIn(app.repository, app.at(folder)), request)
}

/** Lines for the shell that make the assets. Source: Phoenix' guides, "Asset Management" and "Deploying with Releases". */
export function assetLines(
  app: App,
  mix: Mix,
  phoenix: boolean,
  node: NodeTools | undefined,
): readonly string[] {
  if (mix.aliases.has('assets.deploy')) {
    return [...(mix.aliases.has('assets.setup') ? ['mix assets.setup'] : []), 'mix assets.deploy']
  }
  const script = ['deploy', 'build'].find((name) => node?.manifest.scripts.has(name))
  if (node !== undefined && script !== undefined) {
    const folder = node.app.folder.slice(app.folder.length).replace(/^\//, '')
    return [`(cd ${folder} && ${node.run(script)})`, ...(phoenix ? ['mix phx.digest'] : [])]
  }
  return []
}
