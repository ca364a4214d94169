import { warningAt, type Found, type Warning } from '../../found.ts'
import { endOfLifeWarning } from '../../decide/releases.ts'
import type { DenoConfig } from './config.ts'
import { DENO_RELEASES } from './releases.ts'
import type { Source } from './source.ts'
import type { Command } from './start.ts'

/** What the warnings are told from. */
interface Judged {
  readonly version: Found<string>
  readonly port: Found<number>
  readonly source: Source
  readonly command: Command
  readonly locked: boolean
  readonly remote: boolean
  readonly config: DenoConfig
  readonly now: number
}

/** What the user of an application for Deno ought to know. */
export function warningsOf({
  version,
  port,
  source,
  command,
  locked,
  remote,
  config,
  now,
}: Judged): readonly Warning[] {
  const ended = endOfLifeWarning('Deno', version.value, DENO_RELEASES, now)
  const fixed = source.readsPort ? undefined : source.port
  return [
    ...(ended === undefined ? [] : [warningAt(version, ended)]),
    ...(locked || !remote
      ? []
      : [
          {
            text: `There is no ${config.top.at('deno.lock')}: every build may get other modules. Commit it.`,
          },
        ]),
    ...(command.granted
      ? [
          warningAt(
            command.run,
            'Nothing tells which permissions the server needs: it gets --allow-net, --allow-env and --allow-read. A task "start" in deno.json decides.',
          ),
        ]
      : []),
    ...(fixed === undefined || fixed.value === port.value
      ? []
      : [
          warningAt(
            fixed,
            `The code listens on ${fixed.value} and does not read PORT, but the image is made for ${port.value}.`,
          ),
        ]),
  ]
}
