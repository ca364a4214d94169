import * as pep440 from '@renovatebot/pep440'
import semver from 'semver'
import { UserError } from '../../errors.ts'
import { originOf, withValue, type Found } from '../found.ts'
import { PYTHON_RELEASES } from './releases.ts'
import { askedVersion } from '../versions.ts'
import type { App } from '../view/file-view.ts'
import type { Project } from './project.ts'

const DEFAULT = PYTHON_RELEASES[0]?.line ?? '3'

/** The tag of the official image: what pins a version beats what only gives a range. */
export function pythonVersion(app: App, project: Project, input: string | undefined): Found<string> {
  const asked = askedVersion(app, input, { files: ['.python-version', 'runtime.txt'], tools: ['python'] }, [
    project.pyproject?.string('project', 'requires-python'),
    project.pyproject?.string('tool', 'poetry', 'dependencies', 'python'),
  ])
  if (asked === undefined) return { value: DEFAULT, why: 'the default' }
  const tag = resolvePythonVersion(asked.value)
  if (tag !== undefined) return withValue(asked, tag)
  throw new UserError(
    `No release of Python is known that fits "${asked.value}" (${originOf(asked)}).`,
    `Set the input "version", for example to ${DEFAULT}.`,
  )
}

/** The image tag for what a version file or constraint says: `python-3.12.1` gives 3.12.1, `>=3.10` the preferred line. */
export function resolvePythonVersion(text: string): string | undefined {
  const word = text.trim().replace(/^(?:python|cpython)[-@]/i, '')
  if (word === '*' || word === '3' || word === 'latest') return DEFAULT
  if (/^3\.\d+(\.\d+)?$/.test(word)) return word
  return PYTHON_RELEASES.find(({ line }) => fits(`${line}.99`, word))?.line ?? lowest(word)
}

// A floating tag is its line's newest release. Poetry writes carets and alternatives, which PEP 440 does not know.
function fits(version: string, constraint: string): boolean {
  return constraint.split('||').some((alternative) =>
    alternative
      .split(',')
      .map((part) => part.trim())
      .every((part) => fitsOne(version, part)),
  )
}

function fitsOne(version: string, part: string): boolean {
  if (/^[\^~](?!=)/.test(part)) return semver.satisfies(version, part)
  if (/^\d/.test(part)) return fitsOne(version, part.includes('*') ? `==${part}` : `==${part}.*`)
  return pep440.validRange(part) && pep440.satisfies(version, part)
}

// A constraint such as `<3.12.4` leaves no line open at the top: one exact version then.
function lowest(constraint: string): string | undefined {
  for (const { line } of PYTHON_RELEASES) {
    for (let patch = 30; patch >= 0; patch -= 1) {
      if (fits(`${line}.${patch}`, constraint)) return `${line}.${patch}`
    }
  }
  return undefined
}
