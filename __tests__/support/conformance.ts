/** One call of a script: what to send, and what our suite reads of the answer. */
export interface Step<Target> {
  readonly name: string
  readonly call: (target: Target) => Promise<object>
  /** Paths such as `images.0.imageId.imageDigest`, whose types are compared; status or error code always are. */
  readonly reads?: readonly string[]
  /** Why both are known to answer otherwise. A step that has this and does not differ is a mistake, too. */
  readonly differs?: string
}

/** How an answer looked: what a client can tell apart, without the values that change from run to run. */
export interface Seen {
  readonly status: number | undefined
  /** The error's code, where the call was refused. */
  readonly error?: string
  readonly shape?: Readonly<Record<string, string>>
}

/** Plays a script against one target, step by step; `before` runs ahead of each. */
export async function play<Target>(
  steps: readonly Step<Target>[],
  target: Target,
  before: (target: Target) => Promise<void> = () => Promise.resolve(),
): Promise<readonly Seen[]> {
  const seen: Seen[] = []
  for (const { call, reads = [] } of steps) {
    await before(target)
    seen.push(await look(call(target), reads))
  }
  return seen
}

async function look(answering: Promise<object>, reads: readonly string[]): Promise<Seen> {
  try {
    const answer = await answering
    const shape = Object.fromEntries(reads.map((path) => [path, typeAt(answer, path.split('.'))]))
    return { status: statusOf(answer), shape }
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return { status: statusOf(error), error: error.name }
  }
}

function statusOf(answer: object): number | undefined {
  const status = member(member(answer, '$metadata'), 'httpStatusCode')
  return typeof status === 'number' ? status : undefined
}

function typeAt(value: unknown, path: readonly string[]): string {
  const [first, ...rest] = path
  if (first !== undefined) return typeAt(member(value, first), rest)
  if (value === null || value === undefined) return 'nothing'
  if (value instanceof Date) return 'date'
  if (Array.isArray(value)) return value.length === 0 ? 'empty list' : 'list'
  return typeof value
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.getOwnPropertyDescriptor(value, key)?.value
}

/** The steps that both answered otherwise without a reason, and the reasons that no difference needs. */
export function compare<Target>(
  steps: readonly Step<Target>[],
  ours: readonly Seen[],
  theirs: readonly Seen[],
): { readonly unexplained: readonly object[]; readonly outdated: readonly string[] } {
  const rows = steps.map(({ name, differs }, at) => {
    const row = { name, ours: ours[at], theirs: theirs[at] }
    return { row, differs, same: JSON.stringify(row.ours) === JSON.stringify(row.theirs) }
  })
  return {
    unexplained: rows.filter(({ same, differs }) => !same && differs === undefined).map(({ row }) => row),
    outdated: rows.filter(({ same, differs }) => same && differs !== undefined).map(({ row }) => row.name),
  }
}
