import * as pep440 from '@renovatebot/pep440'
import semver from 'semver'

/** Whether a version satisfies a constraint of PEP 440, or of Poetry, which writes carets and alternatives as well. */
export function fits(version: string, constraint: string): boolean {
  return constraint.split('||').some((alternative) =>
    alternative
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
      .every((part) => fitsOne(version, part)),
  )
}

function fitsOne(version: string, part: string): boolean {
  if (part === '*') return true
  if (/^[\^~](?!=)/.test(part)) return semver.satisfies(version, part)
  if (/^\d/.test(part)) return fitsOne(version, part.includes('*') ? `==${part}` : `==${part}.*`)
  return pep440.validRange(part) && pep440.satisfies(version, part, { prereleases: true })
}

/** Whether a text is a constraint at all. */
export function isConstraint(text: string): boolean {
  return text.split('||').every((alternative) =>
    alternative
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
      .every((part) => /^[\^~]?\d[\d.*]*$/.test(part) || part === '*' || pep440.validRange(part)),
  )
}
