import type { Found } from '../../../found.ts'
import type { GradleBuild } from './build.ts'
import { variable, type Part } from './model.ts'
import { everything, nameOf, settings, type Script, type Statement } from './script.ts'

const TOOLCHAIN: readonly (readonly string[])[] = [
  ['java', 'toolchain', 'languageVersion'],
  ['kotlin', 'jvmToolchain'],
  ['kotlin', 'jvmToolchain', 'languageVersion'],
  ['java', 'toolchain'],
]
const COMPATIBILITY: readonly (readonly string[])[] = [
  ['java', 'targetCompatibility'],
  ['targetCompatibility'],
  ['java', 'sourceCompatibility'],
  ['sourceCompatibility'],
]

/** What decides the class files' release, the strongest first. Source: Gradle's user manual, "Toolchains for JVM projects". */
export function releases(build: GradleBuild, parts: readonly Part[]): readonly (Found<string> | undefined)[] {
  const of = (path: readonly string[]): Found<string> | undefined => {
    for (const { script, statements } of parts) {
      for (const statement of settings(statements, path)) {
        const found = javaValue(build, script, statement)
        if (found !== undefined) return found
      }
    }
    return undefined
  }
  return [
    ...TOOLCHAIN.map(of),
    inTasks(build, parts, 'release'),
    ...COMPATIBILITY.map(of),
    inTasks(build, parts, 'jvmTarget'),
  ]
}

/** `options.release = 17` and `jvmTarget = "17"`, wherever a block for the compiler's tasks has them. */
function inTasks(build: GradleBuild, parts: readonly Part[], name: string): Found<string> | undefined {
  for (const { script, statements } of parts) {
    for (const statement of everything(statements)) {
      if (nameOf(statement).split('.').at(-1) !== name) continue
      const found = javaValue(build, script, statement)
      if (found !== undefined) return found
    }
  }
  return undefined
}

/** `JavaVersion.VERSION_17`, `JavaLanguageVersion.of(17)`, `JvmTarget.JVM_17`, `'1.8'`, 17, or a name for one of them. */
function javaValue(build: GradleBuild, script: Script, { tokens }: Statement): Found<string> | undefined {
  for (const { text, line, kind } of tokens.slice(1)) {
    const [, version] = /(?:VERSION_|JVM_)(\d+(?:_\d+)?)$/.exec(text) ?? []
    const value = version?.replace('_', '.') ?? (/^\d+(?:\.\d+)?$/.test(text) ? text : undefined)
    const named =
      value ??
      (kind === 'word' || text.startsWith('$')
        ? variable(build, text.replace(/[${}]|\.toInt|\.toString/g, ''))
        : undefined)
    if (named !== undefined && /^\d+(?:\.\d+)?$/.test(named)) return { value: named, file: script.file, line }
  }
  return undefined
}
