import semver from 'semver'
import { originOf, warningAt, type Found, type Warning } from '../../found.ts'
import type { Manifest } from './manifest.ts'

// What each major release of a framework runs on. Source: `engines` of its package on its registry.
const FLOORS: Readonly<Record<string, readonly (readonly [number, string])[]>> = {
  next: [
    [16, '>=20.9.0'],
    [15, '>=18.18.0'],
    [14, '>=18.17.0'],
  ],
  vite: [
    [7, '^20.19.0 || >=22.12.0'],
    [6, '^18.0.0 || ^20.0.0 || >=22.0.0'],
    [5, '^18.0.0 || >=20.0.0'],
  ],
  nuxt: [[4, '^20.19.0 || >=22.12.0']],
  '@angular/core': [
    [20, '^20.19.0 || ^22.12.0 || >=24.0.0'],
    [19, '^18.19.1 || ^20.11.1 || >=22.0.0'],
  ],
  '@nestjs/core': [[11, '>=20.0.0']],
  fastify: [[5, '>=20.0.0']],
  express: [[5, '>=18.0.0']],
  '@react-router/serve': [[7, '>=20.0.0']],
}

/** Warns of a version of Node.js that `engines` or a framework does not allow; the first of each. */
export function versionWarnings(version: Found<string>, manifests: readonly Manifest[]): readonly Warning[] {
  const newest = newestOf(version.value)
  if (newest === null) return []
  const engines = manifests
    .map(({ json }) => json.string('engines', 'node'))
    .find((range) => range !== undefined && !allows(range.value, newest))
  const found = engines === undefined ? [] : [contradiction(version, engines)]
  return [...found, ...manifests.flatMap((manifest) => floorWarnings(version, newest, manifest)).slice(0, 1)]
}

function contradiction(version: Found<string>, engines: Found<string>): Warning {
  const text = `Node.js ${version.value} (${originOf(version)}) is not within "${engines.value}" (${originOf(engines)}).`
  return warningAt(engines, text)
}

function floorWarnings(version: Found<string>, newest: string, manifest: Manifest): readonly Warning[] {
  return Object.entries(FLOORS).flatMap(([name, majors]) => {
    const asked = manifest.dependency(name)
    const lowest = asked === undefined ? null : minimum(asked.value)
    const floor = majors.find(([major]) => major === lowest?.major)?.[1]
    if (asked === undefined || lowest === null || floor === undefined || allows(floor, newest)) return []
    const text = `${name} ${lowest.major} needs Node.js ${floor}, and ${version.value} is asked for (${originOf(version)}).`
    return [warningAt(version.file === undefined ? asked : version, text)]
  })
}

function minimum(range: string): semver.SemVer | null {
  return semver.validRange(range) === null ? null : semver.minVersion(range)
}

function allows(range: string, version: string): boolean {
  return semver.validRange(range) === null || semver.satisfies(version, range)
}

/** The newest release that a tag can mean: 22 is a 22.99. */
function newestOf(tag: string): string | null {
  const parts = tag.split('.').length
  return semver.valid(parts === 1 ? `${tag}.99.0` : parts === 2 ? `${tag}.99` : tag)
}
