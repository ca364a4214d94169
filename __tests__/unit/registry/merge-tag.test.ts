import { describe, expect, it } from 'vitest'
import { mergeTag } from '../../../shared/registry/copy/merge-tag.ts'
import {
  childrenOf,
  digestOf,
  type Manifest,
  OCI_INDEX,
  OCI_MANIFEST,
} from '../../../shared/registry/manifest.ts'

const entry = (name: string): object => ({
  mediaType: OCI_MANIFEST,
  digest: digestOf(Buffer.from(name)),
  size: 1,
  artifactType: name,
})

function of(mediaType: string, content: object): Manifest {
  const bytes = Buffer.from(JSON.stringify(content))
  return { bytes, mediaType, digest: digestOf(bytes) }
}

const index = (...names: readonly string[]): Manifest =>
  of(OCI_INDEX, { schemaVersion: 2, annotations: { kept: 'yes' }, manifests: names.map(entry) })
const signatures = (...names: readonly string[]): Manifest =>
  of(OCI_MANIFEST, { config: entry(`config of ${names.join()}`), layers: names.map(entry) })

describe('mergeTag', () => {
  it.each([
    ['nothing is there', signatures('a'), undefined, 'write'],
    ['the same is there', signatures('a'), signatures('a'), 'keep'],
    ['more is there', signatures('a'), signatures('a', 'scan'), 'keep'],
    ['less is there', signatures('a', 'b'), signatures('a'), 'write'],
    ['each has its own signatures', signatures('a'), signatures('scan'), 'conflict'],
    ['one is an index and the other is not', index('a'), signatures('scan'), 'conflict'],
  ])('when %s', (_, theirs, ours, kind) => {
    expect(mergeTag(theirs, ours).kind).toBe(kind)
  })

  it('puts two lists of referrers together, and changes nothing else of the one that is there', () => {
    const merge = mergeTag(index('signature', 'sbom'), index('scan', 'sbom'))
    if (merge.kind !== 'write') throw new Error(merge.kind)
    const { manifest } = merge
    expect(childrenOf(manifest)).toStrictEqual(['scan', 'sbom', 'signature'].map(entry))
    expect(JSON.parse(Buffer.from(manifest.bytes).toString())).toMatchObject({ annotations: { kept: 'yes' } })
    expect(manifest.digest).toBe(digestOf(manifest.bytes))
    // What it was made from is within it: the same copy again writes nothing.
    expect(mergeTag(index('signature', 'sbom'), manifest).kind).toBe('keep')
  })
})
