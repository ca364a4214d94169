import { UserError } from '../../errors.ts'
import { choose, fromInput, type Found } from '../found.ts'
import type { App } from '../view/file-view.ts'
import { entryOf } from './entry.ts'
import type { NodeFramework } from './frameworks/framework.ts'
import type { PackageManager } from './managers/manager.ts'
import type { Manifest } from './manifest.ts'
import type { Command } from './resolve.ts'
import { scriptFile } from './source.ts'

/**
 * What is built before the application starts, or undefined. Throws a UserError when the file to start is neither there
 * nor built by anything.
 */
export function findBuild(
  app: App,
  manifest: Manifest,
  framework: NodeFramework,
  manager: PackageManager,
  command: Command,
  input: string | undefined,
  hint: Found<string> | undefined,
): Found<string> | undefined {
  if (input !== undefined) return fromInput(input, 'build-command')
  const name = [...(framework.buildScripts ?? []), 'build'].find((script) => manifest.scripts.has(script))
  const script = name === undefined ? undefined : manifest.scripts.get(name)
  const scripted =
    name === undefined || script === undefined ? undefined : { ...script, value: manager.run(name) }
  const named = choose([hint, scripted])
  if (named !== undefined) return named
  if (command.build.length > 0) return { ...command.run, value: command.build.map(local).join(' && ') }
  if (framework.build !== undefined) return { value: framework.build, why: `the build of ${framework.name}` }

  const entry = command.run.value[0] === 'node' ? entryOf(command.run.value) : undefined
  if (entry === undefined || scriptFile(app, entry) !== undefined) return undefined
  if (app.files.isFile('tsconfig.json') && manifest.dependency('typescript') !== undefined) {
    return { value: 'node_modules/.bin/tsc', file: app.at('tsconfig.json'), why: 'no build script' }
  }
  throw new UserError(
    `The start command "${command.run.value.join(' ')}" runs ${app.at(entry)}, which is not there, and package.json has no script "build".`,
    'Set the input "build-command" to what makes the file, or "run-command" to what starts the application.',
  )
}

// Commands of dependencies are not on the image's PATH.
function local(line: string): string {
  return /^(?:npm|npx|yarn|pnpm|node)\b|^\w+=/.test(line) ? line : `node_modules/.bin/${line}`
}
