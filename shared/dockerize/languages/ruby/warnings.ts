import { warningAt, type Found, type Warning } from '../../found.ts'
import { endOfLifeWarning } from '../../decide/releases.ts'
import { portIn } from '../../decide/routes.ts'
import type { App } from '../../view/file-view.ts'
import { platformWarnings } from './bundler.ts'
import type { RubyFramework } from './frameworks/framework.ts'
import type { Gemfile } from './gemfile.ts'
import { RUBY_RELEASES } from './releases.ts'

/** Ports that source listens on, or takes where PORT is not set: the first group. */
export const PORTS = [
  /ENV(?:\.fetch\(|\[)\s*["']PORT["']\s*\]?\)?\s*(?:,|\|\|)\s*["']?(\d{2,5})\b/,
  /ENV\.fetch\(["']PORT["']\)\s*\{\s*["']?(\d{2,5})\b/,
  /^\s*port\s+(\d{2,5})\b/m,
  /\bset\s*:port,\s*(\d{2,5})\b/,
  /\bTCPServer\.(?:new|open)\(\s*(?:["'][\d.:]*["']\s*,\s*)?(\d{2,5})\b/,
  /:?\bPort\b(?:\s*=>|:)\s*(\d{2,5})\b/,
]
const READS_PORT = /ENV(?:\.fetch\(|\[)\s*["']PORT["']/

/** What the user ought to know about the version, the lockfile and the port. */
export function warningsOf(
  app: App,
  gemfile: Gemfile | undefined,
  version: Found<string>,
  files: readonly string[],
  port: Found<number>,
  framework: RubyFramework,
  now: number,
): readonly Warning[] {
  const ended = endOfLifeWarning('Ruby', version.value, RUBY_RELEASES, now)
  const lock = gemfile?.lock
  const fixed = framework.name === 'ruby' ? portIn(app, files, PORTS) : undefined
  const reads = files.some((file) => READS_PORT.test(app.files.head(file) ?? ''))
  return [
    ...(ended === undefined ? [] : [warningAt(version, ended)]),
    ...(gemfile !== undefined && lock === undefined && gemfile.gems.size > 0
      ? [
          {
            text: 'There is no lockfile: each build may install other versions. Commit Gemfile.lock.',
            file: app.at(gemfile.name),
          },
        ]
      : []),
    ...platformWarnings(lock),
    ...(fixed === undefined || reads || fixed.value === port.value
      ? []
      : [
          warningAt(
            fixed,
            `The code listens on ${fixed.value} and does not read PORT, but the image is made for ${port.value}.`,
          ),
        ]),
  ]
}
