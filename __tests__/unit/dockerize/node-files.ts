/** Files by path; objects become JSON. */
export type Files = Readonly<Record<string, string | object>>

/** An application with these dependencies, scripts and files. */
export function app(
  dependencies: readonly string[],
  files: Files = {},
  scripts: Files = { build: 'make' },
): Files {
  const versions = Object.fromEntries(
    dependencies.map((one): [string, string] => {
      const at = one.lastIndexOf('@')
      return at > 0 ? [one.slice(0, at), one.slice(at + 1)] : [one, '*']
    }),
  )
  return { 'package.json': { scripts, dependencies: versions }, 'package-lock.json': '{}', ...files }
}
