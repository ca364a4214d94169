import type { Protocol, Scene, SceneOptions } from './fault-scene.ts'

/** A row of the fault matrix: what goes wrong, and what a copy has to make of it. */
export interface Fault {
  readonly name: string
  readonly protocols: readonly Protocol[]
  readonly scene?: SceneOptions
  /** Tells the scene to fail. */
  readonly arm: (scene: Scene) => void | Promise<void>
  /** Inputs of release-action besides the stage's name. */
  readonly inputs?: Readonly<Record<string, string>>
  /**
   * What the one error has to name. Without it the copy succeeds, with the exact digest in every region; with it the
   * copy fails, and the stage's tag is in every region where it was.
   */
  readonly says?: (scene: Scene) => readonly string[]
  /** What a warning has to name. */
  readonly warns?: (scene: Scene) => readonly string[]
  /** It fails before anything is written anywhere. */
  readonly writesNothing?: true
  /** What was refused is not asked again for so many milliseconds. */
  readonly pausesMs?: number
  /** Actions that are asked for so many times at most, in all regions together. */
  readonly atMost?: { readonly actions: readonly string[]; readonly times: number }
  /** What else has to be so in the end; true where it is. */
  readonly holds?: (scene: Scene) => boolean
  /** It takes as long as a stall does, or as all attempts do. */
  readonly slow?: true
  /** It means nothing to a tool that is given a token and speaks no AWS. */
  readonly oursOnly?: true
}

const BOTH: readonly Protocol[] = ['ecr', 'distribution']

/** A row that is run by both protocols unless it says otherwise. */
export function fault(name: string, arm: Fault['arm'], more: Partial<Fault> = {}): Fault {
  return { name, protocols: BOTH, arm, ...more }
}
