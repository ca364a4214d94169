import type { ActionFile } from './action-file.ts'

/**
 * A README with the tables of an action between its markers (`<!-- inputs-start -->` and `<!-- inputs-end -->`, and the
 * same for outputs). Throws when a marker is missing.
 */
export function fillTables(readme: string, action: ActionFile): string {
  return between(between(readme, 'inputs', inputsTable(action)), 'outputs', outputsTable(action))
}

function inputsTable({ inputs }: ActionFile): string {
  return table(
    ['Input', 'Meaning', 'Default', 'Variable'],
    inputs.map((input) => [
      code(input.name),
      cell(input.description),
      input.required ? 'required' : code(input.default),
      code(input.variable),
    ]),
  )
}

function outputsTable({ outputs }: ActionFile): string {
  return table(
    ['Output', 'Meaning'],
    outputs.map((output) => [code(output.name), cell(output.description)]),
  )
}

/** Content between the markers of a name (`<!-- NAME-start -->`, `<!-- NAME-end -->`). Throws when one is missing. */
export function between(readme: string, name: string, content: string): string {
  const start = `<!-- ${name}-start -->`
  const end = `<!-- ${name}-end -->`
  const from = readme.indexOf(start)
  const to = readme.indexOf(end)
  if (from < 0 || to < from) throw new Error(`Needs the lines ${start} and ${end}, in this order.`)
  return `${readme.slice(0, from + start.length)}\n\n${content}\n\n${readme.slice(to)}`
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

/** Text as code for a cell of a table. */
export function code(text: string | undefined): string {
  return text === undefined ? '' : `\`${cell(text)}\``
}

/** Text for a cell: a bar ends one even within code, and a tag in angle brackets is taken for HTML outside of it. */
export function cell(text: string): string {
  return text
    .replaceAll('|', '\\|')
    .split('`')
    .map((part, index) => (index % 2 === 0 ? part.replaceAll('<', '&lt;') : part))
    .join('`')
}
