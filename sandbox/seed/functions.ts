import { randomUUID } from 'node:crypto'
import { resolveImage } from '../images/resolve.ts'
import { beginUpdate, setState } from '../lambda/code.ts'
import { newFunction } from '../lambda/functions.ts'
import { functionJson } from '../lambda/render.ts'
import type { LambdaFunction, LambdaRegion } from '../lambda/state.ts'
import { startProxy } from '../runtime/proxy.ts'
import type { JsonObject } from '../wire/json.ts'

/** A function to begin with. */
export interface FunctionSetup {
  readonly name: string
  /** x86_64 unless told. */
  readonly architecture?: string
  /** Image unless told. */
  readonly packageType?: string
  /** What it runs: an image of the sandbox is resolved, any other is taken as it is written. */
  readonly imageUri?: string
  readonly environment?: Readonly<Record<string, string>>
  readonly tags?: Readonly<Record<string, string>>
  /** An alias at version 1, which is what it runs. */
  readonly alias?: string
  /** Active unless told. */
  readonly state?: 'Active' | 'Inactive' | 'Failed'
  /** The key of its variables may not be used. */
  readonly isEncrypted?: boolean
  readonly imageConfig?: JsonObject
}

/** A function as it is now. */
export interface FunctionView {
  /** As GetFunction shows it. */
  readonly function: JsonObject
  readonly tags: Readonly<Record<string, string>>
  readonly environment: Readonly<Record<string, string>>
  /** What it runs, `repository@digest`. */
  readonly image: string
  /** Numbers of the published versions with what each runs. */
  readonly versions: Readonly<Record<string, string>>
  /** Aliases with the version of each, and the weights of a second one. */
  readonly aliases: Readonly<Record<string, { version: string; weights: Readonly<Record<string, number>> }>>
  /** Where it answers, when a runtime runs it. */
  readonly url: string | undefined
}

/** Adds a function that is ready. */
export async function setUpFunction(lambda: LambdaRegion, setup: FunctionSetup): Promise<LambdaFunction> {
  const packageType = setup.packageType ?? 'Image'
  const fn = newFunction(
    lambda,
    {
      FunctionName: setup.name,
      Role: `arn:aws:iam::${lambda.account}:role/lambda`,
      Architectures: [setup.architecture ?? 'x86_64'],
      Environment: { Variables: { ...setup.environment } },
      Tags: { ...setup.tags },
      ...(setup.imageConfig === undefined ? {} : { ImageConfig: setup.imageConfig }),
    },
    packageType,
  )
  lambda.functions.set(setup.name, fn)
  fn.isEncrypted = setup.isEncrypted ?? false
  const imageUri = setup.imageUri ?? 'public.ecr.aws/lambda/nodejs:24'
  const { repository, manifest } = resolveImage(lambda.registries, imageUri)
  fn.latest.imageUri = imageUri
  fn.latest.resolvedImageUri = imageUri
  if (lambda.runtime.kind !== 'scripted') fn.address = await startProxy(() => fn.container?.url)
  if (repository !== undefined && manifest !== undefined) {
    fn.latest.resolvedImageUri = `${repository.uri}@${manifest.digest}`
    fn.latest.codeSha256 = manifest.digest.replace('sha256:', '')
  }
  if (setup.alias !== undefined) addAlias(fn, setup.alias)
  if (setup.state === 'Inactive') setState(fn.latest, 'Inactive', 'Idle', 'The function is idle.')
  if (setup.state === 'Failed') setState(fn.latest, 'Failed', 'ImageDeleted', 'The image was deleted.')
  if (repository === undefined || manifest === undefined) return fn
  if (lambda.runtime.kind !== 'scripted') beginUpdate(lambda, fn)
  return fn
}

function addAlias(fn: LambdaFunction, name: string): void {
  fn.versions.push({ ...fn.latest, version: '1', environment: { ...fn.latest.environment } })
  fn.aliases.set(name, { name, version: '1', weights: {}, description: '', revisionId: randomUUID() })
}

/** What tests look at. */
export function viewFunction(fn: LambdaFunction): FunctionView {
  return {
    function: functionJson(fn, fn.latest),
    tags: Object.fromEntries(fn.tags),
    environment: { ...fn.latest.environment },
    image: fn.latest.resolvedImageUri,
    versions: Object.fromEntries(fn.versions.map((each) => [each.version, each.resolvedImageUri])),
    aliases: Object.fromEntries(
      [...fn.aliases.values()].map(({ name, version, weights }) => [name, { version, weights }]),
    ),
    url: fn.address?.url,
  }
}

/** The function by name; an error for a test that asks for one that is not there. */
export function knownFunction(lambda: LambdaRegion, name: string): LambdaFunction {
  const fn = lambda.functions.get(name)
  if (fn === undefined) throw new Error(`there is no function "${name}" in ${lambda.region}`)
  return fn
}
