import type { Found } from '../../found.ts'
import { parseCommandLine, shellLine } from '../../parse/shell.ts'

/** Flags of `cargo build` that choose what is compiled in; undefined for a line that does anything else. */
export function readBuildLine(line: Found<string> | undefined): readonly string[] | undefined {
  const parsed = line === undefined ? undefined : parseCommandLine(line.value)
  const only = parsed?.segments[0]
  if (parsed === undefined || only === undefined || !parsed.single || parsed.needsShell) return undefined
  const [cargo, command, ...words] = only.argv
  if (cargo !== 'cargo' || (command !== 'build' && command !== 'b')) return undefined
  return words.flatMap((word, index) => {
    if (/^(?:--all-features|--no-default-features|--features=.*)$/.test(word)) return [word]
    return word === '--features' || word === '-F' ? ['--features', words[index + 1] ?? ''] : []
  })
}

/** The line that builds one program, the same for its dependencies' stand-ins as for itself. */
export function cargoBuild(options: {
  readonly locked: boolean
  readonly package: string | undefined
  readonly program: string
  readonly flags: readonly string[]
}): string {
  const { locked, program, flags } = options
  const own = options.package === undefined ? [] : ['--package', options.package]
  return shellLine([
    'cargo',
    'build',
    '--release',
    ...(locked ? ['--locked'] : []),
    ...own,
    '--bin',
    program,
    ...flags,
  ])
}
