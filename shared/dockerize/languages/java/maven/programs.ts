import type { Step } from '../../../image/steps.ts'
import type { Request } from '../../../plan.ts'
import { appIn, join, type FileView } from '../../../view/file-view.ts'
import { nodeCopies, readNodeTools, type NodeTools } from '../../node/assets.ts'
import type { Plugin } from '../project.ts'
import type { Pom } from './pom.ts'

const NODE = ['node', 'npm', 'npx', 'yarn', 'pnpm']

interface Asking {
  readonly repository: FileView
  readonly reactor: { readonly pom: Pom }
  readonly plugin: (id: string) => Plugin | undefined
}

/**
 * Node.js, where the build starts it as a program of the machine. Plugins that download their own need nothing.
 * Source: exec-maven-plugin, exec:exec, `executable` and `workingDirectory`.
 */
export function programs({ repository, reactor, plugin }: Asking, request: Request): readonly Step[] {
  const exec = plugin('exec-maven-plugin')
  const executable = exec?.setting('executable')?.value
  if (exec === undefined || executable === undefined || !NODE.includes(executable)) return []
  const { folder } = reactor.pom
  const place = exec.setting('workingDirectory')?.value.replace(/^\$\{(?:project\.)?basedir\}\/?/, '')
  const folders = [...(place === undefined ? [] : [join(folder, place)]), folder]
  const tools = folders
    .map((path) => readNodeTools(appIn(repository, path), request))
    .find((found) => found !== undefined)
  return tools === undefined ? [] : [...nodeCopies(tools), ...managerSetup(tools, executable)]
}

function managerSetup({ setup }: NodeTools, executable: string): readonly Step[] {
  return setup === undefined || !['yarn', 'pnpm'].includes(executable) ? [] : [setup]
}
