import type { EcrRegion, Repository } from '../ecr/store.ts'

/** One container to run: an image of the sandbox's own registry by digest. */
export interface ContainerSpec {
  /** For names and labels; unique is not needed. */
  readonly name: string
  readonly ecr: EcrRegion
  readonly repository: Repository
  /** Of the root manifest: an index is the runtime's to choose from. */
  readonly digest: string
  readonly environment: Readonly<Record<string, string>>
  readonly entryPoint: readonly string[] | undefined
  readonly command: readonly string[] | undefined
  /** The port it listens on in the container; undefined for a task that serves nothing. */
  readonly port: number | undefined
  readonly memoryMb: number
}

/** A container that was started; it may have ended already. */
export interface Container {
  /** Where its port is reached; undefined without one. */
  readonly url: string | undefined
  /** What it wrote so far, both streams together, the last 64 kB of it. */
  readonly logs: () => string
  /** Its exit code, once it ends; stopping it counts. */
  readonly exited: Promise<number>
  readonly stop: () => Promise<void>
}

/** What runs containers for the sandbox's ECS and Lambda. */
export interface Runtime {
  /** `scripted` runs nothing: rollouts then go as the test says. */
  readonly kind: 'scripted' | 'docker' | 'process'
  readonly start: (spec: ContainerSpec) => Promise<Container>
  /** Ends every container it started and removes what they left. */
  readonly stop: () => Promise<void>
}

/** The runtime of tests: nothing runs. */
export const scriptedRuntime: Runtime = {
  kind: 'scripted',
  start: () => Promise.reject(new Error('the scripted runtime runs no container')),
  stop: () => Promise.resolve(),
}
