import { stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { UserError } from '../errors.ts'
import type { ImageSource, ImageStore } from '../registry/image-store.ts'
import { faultOfDigest, faultOfTag, shortened } from '../registry/grammar.ts'
import { openLayout } from '../registry/stores/layout-source.ts'
import type { Manifest } from '../registry/manifest.ts'
import type { Registries } from '../registry/open.ts'
import { parseRepository } from '../registry/reference.ts'
import type { Env } from '../runner/ports.ts'

/** An image that was built elsewhere, and where its content is read. */
export interface BuiltElsewhere {
  readonly source: ImageSource
  readonly image: Manifest
}

/**
 * Opens what the input `from` names: an OCI layout in the workspace, or a reference in a registry. A path that exists
 * is a path.
 * @param target where it goes to; a loopback registry is in its region
 * @throws UserError when it is neither, or names no image
 */
export async function openFrom(
  from: string,
  workspace: string,
  target: ImageStore['repository'],
  registries: Registries,
  env: Env,
): Promise<BuiltElsewhere> {
  const path = resolve(workspace, from)
  if ((await stat(path).catch(() => undefined)) !== undefined) {
    const { source, root } = await openLayout(path)
    return { source, image: root }
  }
  const { url, reference } = splitReference(from)
  const repository = parseRepository(url, { input: 'from', region: target.region, env })
  const { store, found } = await registries.locate(repository, [reference])
  const image = found.get(reference)
  if (image !== undefined) return { source: store, image }
  throw new UserError(
    `There is no image ${reference} in ${repository.url}.`,
    'Check the input "from", and that the image was pushed.',
  )
}

/**
 * Splits `host/name:tag` or `host/name@digest`.
 * @throws UserError for anything else
 */
export function splitReference(from: string): { readonly url: string; readonly reference: string } {
  const [, url, tag, digest] = /^(.*\/[^:@/]*)(?::([^@/]*))?(?:@([^/]*))?$/s.exec(from) ?? []
  // With both, the digest is what was meant: a tag can move.
  const reference = digest ?? tag
  if (url === undefined || reference === undefined) {
    throw new UserError(
      `The input "from" is "${shortened(from)}", which is neither an OCI image layout in the workspace nor a reference.`,
      HINT,
    )
  }
  refuse(from, 'tag', tag, faultOfTag)
  refuse(from, 'digest', digest, faultOfDigest)
  return { url, reference }
}

const HINT = 'Give the path of a layout (a folder or a tar), or HOST/NAME:TAG or HOST/NAME@sha256:....'

function refuse(
  from: string,
  what: string,
  value: string | undefined,
  faultOf: (value: string) => string | undefined,
): void {
  const fault = value === undefined ? undefined : faultOf(value)
  if (value === undefined || fault === undefined) return
  throw new UserError(
    `The input "from" is "${shortened(from)}", with the ${what} "${shortened(value)}", ${fault}.`,
    HINT,
  )
}
