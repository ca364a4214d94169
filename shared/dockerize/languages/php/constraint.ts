import semver from 'semver'

/**
 * Composer's constraint as a range of semver, or undefined where it is none. They differ in the alternative (`|`), the
 * comma, the branch (`-dev`, `@stable`) and the tilde: `~8.2` allows 8.9, `~8.2.0` does not.
 * Source: getcomposer.org, "Versions and constraints".
 */
export function composerRange(constraint: string): string | undefined {
  const range = constraint
    .split(/\s*\|\|?\s*/)
    .map((alternative) =>
      alternative
        .replace(/@\w+/g, '')
        .replace(/\s*,\s*/g, ' ')
        .replace(/([<>=!~^]+)\s+/g, '$1')
        .trim()
        .split(' ')
        .filter((part) => !part.startsWith('!='))
        .map(tilde)
        .join(' '),
    )
    .join(' || ')
  return semver.validRange(range) === null ? undefined : range
}

function tilde(part: string): string {
  const match = /^~(\d+)\.(\d+)$/.exec(part)
  return match === null ? part : `>=${match[1] ?? ''}.${match[2] ?? ''} <${Number(match[1]) + 1}`
}
