import * as pep440 from '@renovatebot/pep440'
import type { Found } from '../../found.ts'
import type { LockedPackage } from './lock.ts'
import type { Project } from './project.ts'

/** Whether a package as locked has a wheel for a line of Python on Linux; undefined where it has none at all to go by. */
export function hasWheel({ wheels = [] }: LockedPackage, line: string): boolean | undefined {
  const tags = wheels.map(tagsOf).filter(({ platform }) => /linux|^any$/.test(platform))
  if (tags.length === 0) return undefined
  const minor = Number(line.split('.')[1])
  return tags.some(({ pythons, abi }) =>
    pythons.some((python) => {
      if (/^py3?$|^py2\.py3$|^py3\d*$/.test(python)) return true
      const version = Number(/^cp3(\d+)$/.exec(python)?.[1])
      return version === minor || (abi.includes('abi3') && version <= minor)
    }),
  )
}

// Source: PyPA specifications, "Binary distribution format".
function tagsOf(file: string): {
  readonly pythons: readonly string[]
  readonly abi: string
  readonly platform: string
} {
  const [platform = '', abi = '', python = ''] = file
    .replace(/\.whl$/, '')
    .split('-')
    .reverse()
  return { pythons: python.split('.'), abi, platform }
}

/** Packages as locked that have to be compiled for a line of Python. */
export function compiled(project: Project, line: string): readonly LockedPackage[] {
  return [...(project.installed()?.values() ?? [])].filter((one) => hasWheel(one, line) === false)
}

/**
 * The newest line of Python that versions below another have wheels for, or run on at all. Source: the release notes and
 * files of each project; only packages that many applications pin.
 */
const CEILINGS: Readonly<Record<string, readonly (readonly [below: string, line: string])[]>> = {
  aiohttp: [
    ['3.8', '3.9'],
    ['3.8.2', '3.10'],
    ['3.9', '3.11'],
    ['3.10.6', '3.12'],
  ],
  cffi: [
    ['1.15', '3.9'],
    ['1.15.1', '3.10'],
    ['1.16', '3.11'],
    ['1.17', '3.12'],
    ['2', '3.13'],
  ],
  django: [
    ['3.1.3', '3.8'],
    ['3.2.9', '3.9'],
    ['4.1.3', '3.10'],
    ['4.2.8', '3.11'],
    ['5.1.3', '3.12'],
    ['5.2.8', '3.13'],
  ],
  greenlet: [
    ['1.1', '3.9'],
    ['2', '3.10'],
    ['3', '3.11'],
    ['3.1', '3.12'],
  ],
  grpcio: [
    ['1.41', '3.9'],
    ['1.49.1', '3.10'],
    ['1.59', '3.11'],
    ['1.66.2', '3.12'],
  ],
  lxml: [
    ['4.6.4', '3.9'],
    ['4.9.2', '3.10'],
    ['4.9.4', '3.11'],
    ['5.3', '3.12'],
    ['6', '3.13'],
  ],
  numpy: [
    ['1.21.2', '3.9'],
    ['1.23.2', '3.10'],
    ['1.26', '3.11'],
    ['2.1', '3.12'],
    ['2.3.2', '3.13'],
  ],
  pandas: [
    ['1.3.3', '3.9'],
    ['1.5.1', '3.10'],
    ['2.1.1', '3.11'],
    ['2.2.3', '3.12'],
    ['2.3.3', '3.13'],
  ],
  pillow: [
    ['8.4', '3.9'],
    ['9.3', '3.10'],
    ['10.1', '3.11'],
    ['11', '3.12'],
    ['12', '3.13'],
  ],
  'psycopg2-binary': [
    ['2.9.2', '3.9'],
    ['2.9.5', '3.10'],
    ['2.9.9', '3.11'],
    ['2.9.10', '3.12'],
    ['2.9.11', '3.13'],
  ],
  scipy: [
    ['1.7.2', '3.9'],
    ['1.9.2', '3.10'],
    ['1.11.2', '3.11'],
    ['1.14.1', '3.12'],
    ['1.16.1', '3.13'],
  ],
  torch: [
    ['1.11', '3.9'],
    ['1.13', '3.10'],
    ['2.2', '3.11'],
    ['2.5', '3.12'],
    ['2.9', '3.13'],
  ],
}

/** The newest line that the pinned packages allow, and which of them says so; undefined where none does. */
export function newestLine(project: Project): Found<string> | undefined {
  let lowest: Found<string> | undefined
  for (const [name, ceilings] of Object.entries(CEILINGS)) {
    const version = project.versionOf(name)
    const place = project.dependency(name)
    if (version === undefined || place === undefined || pep440.valid(version) === null) continue
    const line = ceilings.find(([below]) => pep440.lt(version, below))?.[1]
    if (line === undefined || (lowest !== undefined && minor(lowest.value) <= minor(line))) continue
    lowest = { ...place, value: line, why: `the newest that ${name} ${version} supports` }
  }
  return lowest
}

/** The second number of a line: 13 of 3.13. */
export function minor(line: string): number {
  return Number(line.split('.')[1])
}
