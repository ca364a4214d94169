import { warningAt, type Found, type Warning } from '../../found.ts'
import { plainRust, type RustFramework } from './frameworks.ts'
import { oldRustWarning } from './releases.ts'
import type { Source } from './source.ts'
import type { Workspace } from './workspace.ts'

/** What the warnings are told from. */
interface Judged {
  readonly version: Found<string>
  readonly port: Found<number>
  readonly source: Source
  readonly framework: RustFramework
  readonly workspace: Workspace
  readonly locked: boolean
  readonly sqlx: boolean
  readonly now: number
}

/** What the user of a program in Rust ought to know. */
export function warningsOf({
  version,
  port,
  source,
  framework,
  workspace,
  locked,
  sqlx,
  now,
}: Judged): readonly Warning[] {
  const old = oldRustWarning(version.value, now)
  const { loopback } = source
  const fixed = source.readsPort || framework.env !== undefined ? undefined : source.port
  const listens =
    framework !== plainRust ||
    source.texts.some((text) => /\b(?:TcpListener|bind|Server::http|serve)\b/.test(text))
  const queries = source.texts.some((text) => /\bquery(?:_as|_scalar)?!\(/.test(text))
  return [
    ...(old === undefined ? [] : [warningAt(version, old)]),
    ...(locked
      ? []
      : [
          {
            text: `There is no ${workspace.app.at('Cargo.lock')}: every build may get other dependencies. Commit it.`,
            file: workspace.toml.file,
          },
        ]),
    ...(loopback === undefined || framework.env !== undefined
      ? []
      : [
          warningAt(
            loopback,
            `The code listens on ${loopback.value}, which nothing outside the container can reach: listen on 0.0.0.0:${port.value}.`,
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
    ...(listens
      ? []
      : [{ text: 'Nothing in the code listens for requests: the health check will not find a server.' }]),
    ...(listens && source.stops === 'never' && framework.endsOnSigterm !== true
      ? [
          {
            text:
              'The code does not handle SIGTERM: the image stops it at once by way of tini, and requests in flight are ' +
              'cut off. Wait for tokio::signal::unix::SignalKind::terminate to finish them.',
          },
        ]
      : []),
    ...(queries && !sqlx && framework !== plainRust
      ? [
          {
            text: 'The code has query! macros, and no .sqlx folder: run "cargo sqlx prepare" and commit what it writes.',
          },
        ]
      : []),
  ]
}
