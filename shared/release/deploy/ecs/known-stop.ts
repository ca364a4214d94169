/** A way in which tasks stop that is known, and what to do about it. What is given has to match, all of it. */
export interface KnownStop {
  /** For people and tables. */
  readonly name: string
  /** Matched against the task's `stoppedReason` and the `reason` of each of its containers. */
  readonly reason?: RegExp
  /** `stopCode` of the task. */
  readonly stopCode?: string
  /** Not a failure: nothing is to be said about it. */
  readonly harmless?: true
  /** What to do, in one sentence. */
  readonly hint: string
}
