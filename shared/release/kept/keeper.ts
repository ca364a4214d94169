import type { StepState } from '../../runner/state.ts'
import type { ReadyTarget, ReleasedImage, ReleaseResult, TargetOutcome } from '../deploy/outcome.ts'
import type { RepositoryState } from '../promote/images.ts'
import type { ReleaseRequest } from '../request/request.ts'
import { type Phase, type Reached, UNFINISHED } from './kept.ts'

/** Keeps what the post step has to know, at the moment at which it becomes true. */
export interface Keeper {
  /** Before the first deployment. */
  readonly begins: (
    request: Pick<ReleaseRequest, 'stage' | 'onCancel'>,
    image: Pick<ReleasedImage, 'digest' | 'platforms'>,
    ready: readonly ReadyTarget[],
  ) => void
  /** The same targets, which keep how far each of them comes. */
  readonly keeping: (ready: readonly ReadyTarget[]) => readonly ReadyTarget[]
  /** Before the first tag moves. */
  readonly moves: (states: readonly RepositoryState[]) => void
  /** Before the first target is brought back because the release failed. */
  readonly returns: () => void
  readonly ended: (result: ReleaseResult) => void
}

/** @param signal aborted when the job is cancelled, which is kept too */
export function keeperOf({ keep }: Pick<StepState, 'keep'>, signal: AbortSignal): Keeper {
  const reached = (index: number, how: Reached): void => {
    keep(`target_${index}`, how)
  }
  const phase = (now: Phase): void => {
    keep('phase', now)
  }
  return {
    begins: ({ stage, onCancel }, { digest, platforms }, ready) => {
      const targets = ready.map(({ target, outlook, wayBack }) => ({
        name: target.name,
        running: outlook.running,
        revision: outlook.revision,
        wayBack,
      }))
      const image = { digest, platforms: Object.fromEntries(platforms) }
      keep(UNFINISHED, 'true')
      keep('release', JSON.stringify({ stage, image, targets }))
      const cancel = (): void => {
        keep('cancelled', onCancel)
      }
      if (signal.aborted) cancel()
      else signal.addEventListener('abort', cancel, { once: true })
    },
    keeping: (ready) =>
      ready.map((target, index) => ({
        ...target,
        deploy: async () => {
          // Before the call: a process that is killed meanwhile does not hear whether it was accepted.
          reached(index, 'begun')
          const outcome = await target.deploy()
          reached(index, reachedBy(outcome))
          return outcome
        },
        rollBack: async (pace) => {
          const outcome = await target.rollBack(pace)
          if (reachedBy(outcome) === 'left') reached(index, 'left')
          return outcome
        },
      })),
    moves: (states) => {
      const named = states.map(
        ({ store, current }) => [store.repository.url, current?.digest ?? null] as const,
      )
      keep('tags', JSON.stringify(Object.fromEntries(named)))
      phase('tagging')
    },
    returns: () => {
      phase('returning')
    },
    ended: (result) => {
      keep('result', result)
      // What a cancelled one leaves goes on.
      if (result !== 'cancelled') keep(UNFINISHED, 'false')
    },
  }
}

function reachedBy({ accepted, result }: TargetOutcome): Reached {
  if (!accepted) return 'untouched'
  return result === 'rolled-back' || result === 'superseded' ? 'left' : 'accepted'
}
