import type { Repository } from '../../sandbox/ecr/store.ts'
import { object, objects, parseObject, text } from '../../sandbox/wire/json.ts'

/** The digests that a stage's tag had, has and is to have. */
export interface StageImages {
  readonly older: string
  readonly outgoing: string
  readonly incoming: string
}

/** What has to be there for an index to be complete, by digest. */
export interface Content {
  readonly manifests: readonly string[]
  readonly blobs: readonly string[]
}

/** The index of that digest, all below it, and their blobs. */
export function contentOf(repository: Repository | undefined, root: string): Content {
  const documentOf = (digest: string): ReturnType<typeof parseObject> =>
    parseObject(repository?.manifests.get(digest)?.bytes.toString('utf8') ?? '')
  const digestOf = (descriptor: ReturnType<typeof object>): string => text(descriptor, 'digest') ?? ''
  const children = objects(documentOf(root), 'manifests').map(digestOf)
  const blobs = children.flatMap((child) => [
    digestOf(object(documentOf(child), 'config')),
    ...objects(documentOf(child), 'layers').map(digestOf),
  ])
  return { manifests: [root, ...children], blobs: [...new Set(blobs)] }
}

/**
 * What is wrong with the tags while `prod` moves from the outgoing image to the incoming one, in sentences.
 * @param repositories by region, the image's own first
 * @param content the incoming image's
 */
export function wrongIn(
  repositories: ReadonlyMap<string, Repository>,
  { older, outgoing, incoming }: StageImages,
  content: Content,
  commitTag: string,
): readonly string[] {
  const nameOf = (digest: string | undefined): string =>
    Object.entries({ older, outgoing, incoming }).find(([, each]) => each === digest)?.[0] ??
    digest ??
    'nothing'
  const wrong = [...repositories].flatMap(([region, { tags, manifests, blobs }]) => {
    const lacking = [
      ...content.manifests.filter((digest) => !manifests.has(digest)),
      ...content.blobs.filter((digest) => !blobs.has(digest)),
    ]
    const [stage, previous, commit] = ['prod', 'prod-previous', commitTag].map((tag) => nameOf(tags.get(tag)))
    const said: string[] = []
    if (stage !== 'outgoing' && stage !== 'incoming') said.push(`prod names ${stage ?? ''}`)
    const names = [stage === 'incoming' ? 'prod' : '', commit === 'incoming' ? 'the commit' : '']
    if (names.join('') !== '' && lacking.length > 0)
      said.push(`${names.join(' ')} lacks ${lacking.join(', ')}`)
    if (commit !== 'nothing' && commit !== 'incoming') said.push(`the commit names ${commit ?? ''}`)
    // The outgoing image has one of the two at any time, and whatever was kept before it stays until then.
    const kept = stage === 'incoming' ? ['outgoing'] : ['older', 'outgoing']
    if (!kept.includes(previous ?? ''))
      said.push(`prod names ${stage ?? ''} and prod-previous ${previous ?? ''}`)
    return said.map((what) => `${region}: ${what}`)
  })
  const moved = [...repositories].map(([region, { tags }]) => ({
    region,
    moved: tags.get('prod') === incoming,
  }))
  const late = moved.filter((each) => !each.moved).map(({ region }) => region)
  const [home] = repositories.keys()
  const isHomeMoved = moved.some((each) => each.region === home && each.moved)
  return isHomeMoved && late.length > 0 ? [...wrong, `home moved before ${late.join(', ')}`] : wrong
}
