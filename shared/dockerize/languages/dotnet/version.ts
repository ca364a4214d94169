import { UserError } from '../../../errors.ts'
import { fromInput, originOf, withValue, type Found, type Warning, warningAt } from '../../found.ts'
import { parseJson } from '../../parse/json.ts'
import { upward, type App } from '../../view/file-view.ts'
import type { Project } from './project.ts'

/** The versions of an image. */
export interface Versions {
  /** `10.0`: what the application is made for, and the tag of what runs it. */
  readonly runtime: Found<string>
  /** The tag of what builds it. */
  readonly sdk: Found<string>
  /** To be named where the project is made for several. */
  readonly framework: string | undefined
  readonly warnings: readonly Warning[]
}

/**
 * The target framework decides what runs it; global.json what builds it. Throws a UserError for one that needs Windows,
 * and for an input that contradicts it. Source: Microsoft's documentation, "Target frameworks" and "global.json overview".
 */
export function dotnetVersions(app: App, project: Project, input: string | undefined): Versions {
  const targets = project.property('TargetFramework') ?? project.property('TargetFrameworks')
  if (targets === undefined) {
    throw new UserError(
      `${project.path} has no TargetFramework, nor has a Directory.Build.props above it.`,
      'Set it in the project, for example to net10.0.',
    )
  }
  const lines = targets.value.split(';').flatMap((one) => lineOf(one.trim()) ?? [])
  const best = [...lines].sort((one, other) => Number.parseFloat(other) - Number.parseFloat(one))
  const asked = input === undefined ? undefined : input.replace(/^v/, '').split('.').slice(0, 2).join('.')
  const wanted = asked === undefined || asked.includes('.') ? asked : `${asked}.0`
  const line = wanted === undefined ? best[0] : best.find((one) => one === wanted)
  if (line === undefined) {
    throw new UserError(
      wanted === undefined || lines.length === 0
        ? `${originOf(targets)} targets "${targets.value}", which runs in no Linux container.`
        : `The input "version" is "${input ?? ''}", but ${originOf(targets)} targets "${targets.value}".`,
      'Change the target framework, for example to net10.0.',
    )
  }
  const runtime = wanted === undefined ? withValue(targets, line) : fromInput(line, 'version')
  const { sdk, warnings } = sdkVersion(app, runtime)
  return {
    runtime,
    sdk,
    framework: targets.value.includes(';')
      ? `${Number.parseFloat(line) < 5 ? 'netcoreapp' : 'net'}${line}`
      : undefined,
    warnings,
  }
}

function lineOf(framework: string): string | undefined {
  const match = /^net(?:coreapp)?(\d+\.\d+)$/.exec(framework)
  return match?.[1] !== undefined && Number.parseFloat(match[1]) >= 3 ? match[1] : undefined
}

const ROLLS_ON = ['feature', 'minor', 'major', 'latestfeature', 'latestminor', 'latestmajor']

// An SDK builds for its own line and for those before. Without rollForward only its own patches are taken, and images
// of a line have its newest feature band: then the exact one is named.
function sdkVersion(
  app: App,
  runtime: Found<string>,
): { readonly sdk: Found<string>; readonly warnings: readonly Warning[] } {
  for (const above of upward(app)) {
    const text = above.files.text('global.json')
    if (text === undefined) continue
    const json = parseJson(above.at('global.json'), text, 'jsonc')
    const version = json.string('sdk', 'version')
    if (version === undefined) continue
    const [major = '', minor = '0'] = version.value.split('.')
    const line = `${major}.${minor}`
    // Numbers of SDKs begin at 100: what is below is that of a runtime, and means the line.
    const band = Number(version.value.split('.')[2]?.split('-')[0] ?? '0')
    const roll = json.string('sdk', 'rollForward')?.value.toLowerCase()
    if (Number.parseFloat(line) < Number.parseFloat(runtime.value) && !/m(?:in|aj)or$/.test(roll ?? '')) {
      throw new UserError(
        `${originOf(version)} asks for the SDK ${version.value}, which cannot build for ${runtime.value} (${originOf(runtime)}).`,
        'Raise the version in global.json, or set its "rollForward" to "latestMajor".',
      )
    }
    if (band < 100 || (roll !== undefined && ROLLS_ON.includes(roll))) {
      const newer = Number.parseFloat(line) < Number.parseFloat(runtime.value) ? runtime.value : line
      return { sdk: withValue(version, newer), warnings: [] }
    }
    return {
      sdk: version,
      warnings: [
        warningAt(
          version,
          `The SDK ${version.value} is pinned and gets no fixes: "rollForward": "latestFeature" lets its line be taken.`,
        ),
      ],
    }
  }

  return { sdk: runtime, warnings: [] }
}
