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
  const longest = longestRun(line)
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

/** A list whose items are Markdown already. */
export function bullets(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join('\n')
}

/** Text from outside as a block of code, line by line as it is; a long line is cut. */
export function codeBlock(lines: readonly string[], language = ''): string {
  const shown = lines.map((line) => cut(printable(line).replace(/\s*\n\s*/g, ' '), MOST_OF_A_LINE))
  const fence = '`'.repeat(Math.max(2, longestRun(shown.join('\n'))) + 1)
  return [`${fence}${language}`, ...shown, fence].join('\n')
}

/**
 * A part that is folded away until it is opened.
 * @param title text from outside; GitHub shows it as HTML, where Markdown means nothing
 * @param body Markdown
 */
export function details(title: string, body: string): string {
  const shown = oneLine(title)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/@(?=\w)/g, '@\u200b')
  return `<details><summary>${shown}</summary>\n\n${body}\n\n</details>`
}

/** A link; without an address, or with one that is none of the web, its text alone. */
export function link(markdown: string, url: string | undefined): string {
  if (url === undefined || !/^https?:\/\//.test(url) || !URL.canParse(url)) return markdown
  const address = new URL(url).href.replace(/[()<>\s|]/g, (character) => encodeURIComponent(character))
  // These two are left as they are by encodeURIComponent.
  return `[${markdown}](${address.replace(/\(/g, '%28').replace(/\)/g, '%29')})`
}

/** At most so many characters of a text, of a longer one with an ellipsis at its end. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}

const MOST_OF_A_LINE = 300

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
}

/** `sha256:0123456789ab`: enough of a digest to tell images apart. */
export function shortDigest(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12)
}

function oneLine(text: string): string {
  return printable(text).replace(/\s+/g, ' ').trim()
}
