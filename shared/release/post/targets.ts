import type { AwsSessions } from '../../aws/sessions.ts'
import { messageOf } from '../../errors.ts'
import type { Ports } from '../../runner/ports.ts'
import { bringBackTarget } from '../deploy/bring-back.ts'
import type { Outlook, ReleasedImage } from '../deploy/outcome.ts'
import { type DeployContext, prepareTarget } from '../deploy/prepare.ts'
import { formerly } from '../deploy/standing.ts'
import type { KeptRelease, KeptTarget } from '../kept/kept.ts'
import type { ReleaseRequest } from '../request/request.ts'

/** Where a target stands when the post step is over. */
export interface Standing {
  readonly name: string
  /** A sentence without its subject. */
  readonly sentence: string
  /** `stuck`: it was to be brought back, and was not. `lost`: it could not be looked at. */
  readonly state: 'released' | 'former' | 'foreign' | 'stuck' | 'lost'
}

/** What the targets of an unfinished release are looked at with. */
export interface PostContext {
  readonly kept: KeptRelease
  readonly request: ReleaseRequest
  readonly sessions: AwsSessions
  readonly ports: Ports
}

/** Brings back what is to be brought back, all at once, and says of each target what it runs. */
export async function settleTargets(context: PostContext): Promise<readonly Standing[]> {
  const { kept, request } = context
  const wanted = kept.phase === 'returning' || (kept.phase === 'deploying' && kept.cancelled === 'rollback')
  const withSomething = kept.targets.filter(({ name }) => {
    const target = request.targets.find((each) => each.name === name)
    return target === undefined || target.runs !== undefined
  })
  return await Promise.all(
    withSomething.map(async (target): Promise<Standing> => {
      const { name } = target
      try {
        const mayRun = target.reached === 'begun' || target.reached === 'accepted'
        const standing = wanted && mayRun ? await broughtBack(target, context) : await looked(target, context)
        return { name, ...standing }
      } catch (error) {
        const sentence = `could not be looked at: ${messageOf(error)}`
        return { name, state: wanted && target.reached !== 'left' ? 'stuck' : 'lost', sentence }
      }
    }),
  )
}

type Told = Pick<Standing, 'sentence' | 'state'>

async function broughtBack(kept: KeptTarget, context: PostContext): Promise<Told> {
  const former = formerly(kept)
  if (kept.wayBack === undefined) {
    return { state: 'stuck', sentence: 'was not brought back: it is not known what it ran before.' }
  }
  const { target, deploy } = contextOf(kept, context)
  const { result, reason = '' } = await bringBackTarget(target, kept.wayBack, 'wait', deploy)
  if (result === 'rolled-back') return { state: 'former', sentence: `runs ${former} again.` }
  if (result === 'superseded') return { state: 'foreign', sentence: `was left alone. ${reason}` }
  return { state: 'stuck', sentence: `was not brought back to ${former}: ${reason || result}` }
}

/** Looks once, as a release does before its first write. */
async function looked(kept: KeptTarget, context: PostContext): Promise<Told> {
  const { target, deploy } = contextOf(kept, context)
  const { digest, platforms } = context.kept.image
  const image: ReleasedImage = { digest, platforms, platform: () => Promise.resolve(undefined) }
  const { outlook, settled } = await prepareTarget(target, image, deploy)
  return whatRuns(outlook, settled, kept, context.kept.image)
}

/** What a target runs, against what a release wanted it to run and what it ran before. */
export function whatRuns(
  outlook: Pick<Outlook, 'running' | 'revision'>,
  settled: boolean,
  kept: Pick<KeptTarget, 'running' | 'revision'>,
  { digest, platforms }: KeptRelease['image'],
): Told {
  const now = formerly(outlook)
  const isReleased =
    outlook.running === digest || [...platforms.values()].some((each) => each === outlook.running)
  if (isReleased) {
    if (settled) return { state: 'released', sentence: `runs ${now}, the image of this release.` }
    return {
      state: 'released',
      sentence: `is given ${now}, the image of this release, and that goes on by itself.`,
    }
  }
  const isFormer =
    outlook.running === kept.running && (outlook.running !== undefined || outlook.revision === kept.revision)
  if (isFormer) return { state: 'former', sentence: `runs ${now}, as before.` }
  return { state: 'foreign', sentence: `runs ${now}, which is not of this release: another deployment came.` }
}

function contextOf(
  { name }: KeptTarget,
  { request, sessions, ports }: PostContext,
): { target: ReleaseRequest['targets'][number]; deploy: DeployContext } {
  const target = request.targets.find((each) => each.name === name)
  if (target === undefined) throw new Error('the stages file does not describe it any more')
  const session = sessions.of(target.role ?? request.role)
  return { target, deploy: { session, request, ports } }
}
