import { isJsonObject, type JsonObject } from '../../../aws/raw-json.ts'
import { UserError } from '../../../errors.ts'
import type { ReleasedImage } from '../outcome.ts'
import { textOf } from './json.ts'

/** What the tasks of a service run on. */
export interface WantedPlatform {
  /** As an image names it, `linux/amd64`. */
  readonly platform: string
  /** As a task definition names it, and whether that is its default. */
  readonly said: string
}

const ARCHITECTURES: Readonly<Record<string, string>> = { X86_64: 'amd64', ARM64: 'arm64' }

/**
 * What a task definition's tasks run on; undefined where it is not known before they are placed, as on container
 * instances of any kind.
 * Source: Amazon ECS API Reference, RuntimePlatform, and the task definition parameters for Fargate: X86_64 and LINUX
 * unless told.
 */
export function wantedPlatform(definition: JsonObject, isFargate: boolean): WantedPlatform | undefined {
  const said = isJsonObject(definition['runtimePlatform']) ? definition['runtimePlatform'] : {}
  const family = textOf(said['operatingSystemFamily'])
  const architecture = textOf(said['cpuArchitecture'])
  if (architecture === '' && !isFargate) return undefined
  const known = ARCHITECTURES[architecture === '' ? 'X86_64' : architecture]
  if (known === undefined) return undefined
  const os = family.startsWith('WINDOWS') ? 'windows' : 'linux'
  return {
    platform: `${os}/${known}`,
    said:
      architecture === '' && family === ''
        ? 'it has no runtimePlatform, so Fargate takes X86_64'
        : `its runtimePlatform is ${[family, architecture].filter((part) => part !== '').join(' ')}`,
  }
}

/**
 * Refuses an image that cannot start where the tasks run.
 * @param has the platforms of the image; none where they are not known
 * @param what the service or task definition that wants the platform
 * @throws UserError that says what the image has, what is wanted, and what to change
 */
export function checkPlatform(wanted: WantedPlatform, has: readonly string[], what: string): void {
  if (has.length === 0 || has.includes(wanted.platform)) return
  const [os = '', architecture] = wanted.platform.split('/')
  const other = has.find((platform) => platform === `${os}/${architecture === 'arm64' ? 'amd64' : 'arm64'}`)
  const change =
    other === undefined
      ? ''
      : `, or set its cpuArchitecture to ${other.endsWith('arm64') ? 'ARM64' : 'X86_64'}`
  throw new UserError(
    `The image is made for ${has.join(', ')}, and ${what} runs on ${wanted.platform} (${wanted.said}).`,
    os === 'windows'
      ? 'Build the image for Windows, or take a task definition whose operatingSystemFamily is LINUX.'
      : `Build it with "platforms: ${wanted.platform}" in build-action${change}.`,
  )
}

/**
 * Refuses a task definition that was registered for something else than Fargate, for a service that runs there.
 * Source: Amazon ECS API Reference, TaskDefinition, `compatibilities`: what it was found to be fit for.
 * @throws UserError
 */
export function checkCompatibility(definition: JsonObject, isFargate: boolean, what: string): void {
  const said = definition['compatibilities']
  const compatibilities = Array.isArray(said) ? said.filter((each) => typeof each === 'string') : []
  if (!isFargate || compatibilities.length === 0 || compatibilities.includes('FARGATE')) return
  throw new UserError(
    `The service runs on Fargate, and ${what} is fit for ${compatibilities.join(', ')} only.`,
    'Register it with requiresCompatibilities FARGATE, or clone another one ("task-definition").',
  )
}

/** The platforms of an image; asks for those of a single-platform image, which costs a request or two. */
export async function platformsOf(image: ReleasedImage): Promise<readonly string[]> {
  if (image.platforms.size > 0) return [...image.platforms.keys()]
  const one = await image.platform()
  return one === undefined ? [] : [one]
}
