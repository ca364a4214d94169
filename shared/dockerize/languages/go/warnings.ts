import { warningAt, type Found, type Warning } from '../../found.ts'
import { endOfLifeWarning } from '../../decide/releases.ts'
import { plainGo, type GoFramework } from './frameworks.ts'
import type { Package } from './packages.ts'
import { GO_RELEASES } from './releases.ts'
import type { Source } from './source.ts'

/** What the user of a program in Go ought to know. `now` in milliseconds since the epoch. */
export function warningsOf(
  version: Found<string>,
  port: Found<number>,
  source: Source,
  framework: GoFramework,
  packages: readonly Package[],
  now: number,
): readonly Warning[] {
  const ended = endOfLifeWarning('Go', version.value, GO_RELEASES, now)
  const { loopback } = source
  const fixed = source.readsPort || framework.readsPort === true ? undefined : source.port
  const listens = packages.some(({ imports }) =>
    imports.some((path) => /^net(?:\/http)?$|grpc|fasthttp/.test(path)),
  )
  return [
    ...(ended === undefined ? [] : [warningAt(version, ended)]),
    ...(loopback === undefined
      ? []
      : [
          warningAt(
            loopback,
            `The code listens on ${loopback.value}, which nothing outside the container can reach: listen on ":${port.value}".`,
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
    ...(listens || framework !== plainGo
      ? []
      : [{ text: 'Nothing in the code listens for requests: the health check will not find a server.' }]),
  ]
}
