import { shortDigest } from '../../report/markdown.ts'
import type { ReadyTarget, TargetOutcome } from '../deploy/outcome.ts'
import type { Ended } from '../deploy/waves.ts'
import type { Target } from '../request/target.ts'

/**
 * What a release says that lost its stage's tag to another one at the last moment. What it deployed is left as it is: the
 * winner may have deployed to the same targets since, and whoever was superseded touches nothing. So targets are looked
 * at once more, and those that run this release's image while the tag names the winner's are said first and loudest. The
 * winner run again finds them, as any target that drifted from its tag, and deploys to them.
 * @param winner the digest that the tag names now
 * @param look looks at a target as before the first write
 */
export async function explainLostRace(
  stage: string,
  { digest, winner }: { readonly digest: string; readonly winner: string },
  ended: readonly Ended[],
  look: (target: Target) => Promise<ReadyTarget>,
): Promise<Pick<TargetOutcome, 'reason' | 'hint'>> {
  const deployed = ended.filter(({ outcome }) => outcome.accepted)
  const looked = await Promise.all(
    deployed.map(async ({ ready: { target } }) => {
      const now = await look(target).catch(() => undefined)
      const isOurs = now && (now.settled || now.outlook.running === digest)
      return { name: target.name, isOurs }
    }),
  )
  const named = (isOurs: boolean | undefined): string =>
    looked
      .filter((each) => each.isOurs === isOurs)
      .map(({ name }) => name)
      .join(' and ')
  const [ours, unknown] = [named(true), named(undefined)]
  const lost = `Another release of "${stage}" moved its tag at the same time: it names ${winner} now.`
  const reason = [
    lost,
    ...(ours === ''
      ? []
      : [
          `NOT WHAT THE TAG NAMES: ${ours} ${looked.filter(({ isOurs }) => isOurs).length === 1 ? 'runs' : 'run'} the image of this release, ${shortDigest(digest)}.`,
        ]),
    ...(unknown === '' ? [] : [`What ${unknown} runs could not be told.`]),
  ].join(' ')
  const group = 'Give the workflow a concurrency group for each stage, so that releases wait for each other.'
  const again = 'Run the other release once more: it deploys to what does not run its image.'
  return { reason, hint: ours === '' && unknown === '' ? group : `${again} ${group}` }
}
