import * as core from '@actions/core'

/** Where an annotation points to in the repository. */
export interface Place {
  readonly title?: string
  readonly file?: string
  readonly line?: number
}

/** The step's log. Every text is made printable first: none can carry a workflow command. */
export interface Log {
  readonly info: (text: string) => void
  readonly debug: (text: string) => void
  readonly notice: (text: string, place?: Place) => void
  readonly warning: (text: string, place?: Place) => void
  readonly group: <T>(title: string, work: () => Promise<T>) => Promise<T>
}

/**
 * Text from images, repositories, AWS and commands, made safe for the log: a line that the runner would take as a
 * workflow command (`::name::`, or the older `##[name]` anywhere in a line) is broken up, and control characters other
 * than tab and newline are dropped.
 * Source: actions/runner, ActionCommand.TryParseV2 (leading blanks allowed) and TryParse.
 */
export function printable(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(ESCAPE_SEQUENCES, '')
    .replace(CONTROL_CHARACTERS, '')
    .replace(/^(\s*)::/gm, '$1:\u200b:')
    .replace(/##\[/g, '#\u200b#[')
}

// Colours and cursor movements first: dropping only the escape character would leave their parameters behind.
// eslint-disable-next-line no-control-regex
const ESCAPE_SEQUENCES = /\u001b\[[0-9;?]*[ -/]*[@-~]/g
// eslint-disable-next-line no-control-regex
const CONTROL_CHARACTERS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g

/** The log of the running step. */
export const stepLog: Log = {
  info: (text) => {
    core.info(printable(text))
  },
  debug: (text) => {
    core.debug(printable(text))
  },
  notice: (text, place) => {
    core.notice(printable(text), annotation(place))
  },
  warning: (text, place) => {
    core.warning(printable(text), annotation(place))
  },
  group: async (title, work) => await core.group(printable(title), work),
}

function annotation(place: Place = {}): core.AnnotationProperties {
  return {
    ...(place.title === undefined ? {} : { title: place.title }),
    ...(place.file === undefined ? {} : { file: place.file }),
    ...(place.line === undefined ? {} : { startLine: place.line }),
  }
}
