import semver from 'semver'
import { warningAt, type Found, type Warning } from '../../found.ts'
import { entryOf } from './entry.ts'
import type { Facts } from './facts.ts'
import { needsOf } from './native/system-packages.ts'

/** What the user ought to know of how the server starts and listens; of a site what its files alone do not do. */
export function serverWarnings(facts: Facts, port: Found<number>): readonly Warning[] {
  const { app, command, framework, output, source, version } = facts
  if (output?.kind === 'site' && command.output === undefined && command.run.value[0] === 'nginx')
    return output.warnings ?? []
  const own = command.output === undefined || command.custom === true
  const local = own ? (source.host.local ?? framework.localByDefault?.(app, source.files)) : undefined
  const fixed = framework.portInSource === false || source.readsPort ? undefined : source.port
  const typed = command.run.value[0] === 'node' && /\.[cm]?ts$/.test(entryOf(command.run.value) ?? '')
  return [
    ...(command.output?.warnings ?? []),
    ...needsOf(facts).warnings,
    ...(local === undefined
      ? []
      : [
          warningAt(
            local,
            `The code listens on ${local.value} alone, which nothing outside of the container reaches: let it listen on 0.0.0.0.`,
          ),
        ]),
    ...(fixed === undefined || fixed.value === port.value
      ? []
      : [
          warningAt(
            fixed,
            `The code listens on ${fixed.value} and does not read PORT, but the image is made for ${port.value}.`,
          ),
        ]),
    ...(command.run.value.some((word) => /\bmigrate\b/.test(word))
      ? [
          warningAt(
            command.run,
            'Each container migrates the database when it starts, several at once where several start: better as a step of its own before the release.',
          ),
        ]
      : []),
    ...(typed && !runsTypeScript(version, command.run.value)
      ? [
          warningAt(
            command.run,
            `Node.js ${version} runs no TypeScript by itself: that needs 22.18 or later, or a build.`,
          ),
        ]
      : []),
  ]
}

/** Source: nodejs.org, "TypeScript": type stripping without a flag since 22.18 and 23.6. A line's tag is its newest. */
function runsTypeScript(tag: string, argv: readonly string[]): boolean {
  if (argv.some((word) => /^--(?:import|require|loader|experimental-)|^-r$/.test(word))) return true
  const parts = tag.split('.').length
  const version = semver.coerce(parts === 1 ? `${tag}.99.0` : parts === 2 ? `${tag}.99` : tag)
  return version === null || semver.satisfies(version, '^22.18.0 || >=23.6.0')
}
