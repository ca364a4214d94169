import type { FoundImage } from './ecr/registries.ts'
import type { ContainerOrder, Runtime } from './runtime/runtime.ts'
import type { Timers } from './wire/timers.ts'

/** What ECS and Lambda need of the sandbox around them. */
export interface Machine {
  readonly timers: Timers
  readonly runtime: Runtime | undefined
  /** Milliseconds of a scripted rollout or update. */
  readonly rolloutMs: number
  /** Milliseconds a container has to answer HTTP. */
  readonly healthMs: number
  /** The image of a reference in a registry of the sandbox; undefined for any other registry. */
  readonly findImage: (reference: string) => FoundImage | undefined
  /** Completes an order with where its image is and how to get it. */
  readonly order: (
    image: FoundImage & { readonly digest: string },
    rest: Omit<ContainerOrder, 'host' | 'repository' | 'digest' | 'password'>,
  ) => ContainerOrder
}
