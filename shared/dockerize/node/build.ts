import { UserError } from '../../errors.ts'
import { fromInput, type Found } from '../found.ts'
import type { App } from '../view/file-view.ts'
import type { NodeFramework } from './frameworks/framework.ts'
import type { PackageManager } from './managers/manager.ts'
import type { Manifest } from './manifest.ts'
import { scriptFile, type Command } from './resolve.ts'

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
): Found<string> | undefined {
  if (input !== undefined) return fromInput(input, 'build-command')
  const script = manifest.scripts.get('build')
  if (script !== undefined) return { ...script, value: manager.run('build') }
  if (command.build.length > 0) return { ...command.run, value: command.build.map(local).join(' && ') }
  if (framework.build !== undefined) return { value: framework.build, why: `the build of ${framework.name}` }

  const [program, ...args] = command.run.value
  const entry = program === 'node' ? args.find((arg) => !arg.startsWith('-')) : undefined
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
