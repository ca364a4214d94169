import { printable } from '../runner/log.ts'

/**
 * Text from outside as plain text in GitHub's Markdown: characters that mean something there are escaped, lines become
 * one, and it can neither mention people nor open HTML.
 */
export function plain(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]|~]/g, '\\$&')
    .replace(/^(?:[#>+=-]|\d+(?=[.)]))/, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/@(?=\w)/g, '@\u200b')
}

/** Text from outside in code type, for names, digests and commands. */
export function code(text: string): string {
  const line = oneLine(text)
  if (line === '') return ''
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const pad = longest > 0 ? ' ' : ''
  // A table cell ends at a bar even inside code.
  return `${fence}${pad}${line.replace(/\|/g, '\\|')}${pad}${fence}`
}

/** A table whose cells are Markdown already. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}

/** `sha256:0123456789ab`: enough of a digest to tell images apart. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12)
}

function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ').trim()
}
