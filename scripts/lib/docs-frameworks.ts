import { known } from '../../shared/dockerize/languages/providers.ts'
import { between, code, table } from './docs-tables.ts'

/** The README of auto-dockerize with the table of what it recognises between its markers. */
export function fillFrameworks(readme: string): string {
  const rows = known().map(({ language, frameworks, lookedFor }) => [
    code(language),
    frameworks.map(code).join(', '),
    lookedFor,
  ])
  return between(readme, 'frameworks', table(['Language', '`framework`', 'Recognised by'], rows))
}
