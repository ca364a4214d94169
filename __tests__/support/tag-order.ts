import type { TagCall } from './tag-gate.ts'

/** An order of calls that is being kept. */
export interface TagOrder {
  readonly meet: (call: TagCall) => Promise<void>
  /** A writer has ended: nobody waits for it any more. */
  readonly leave: (writer: string) => void
  /** The steps that never came, and had to. */
  readonly missing: () => readonly string[]
}

interface Step {
  readonly name: string
  readonly isRefused: boolean
  readonly isOptional: boolean
  /** The calls that belong to it. */
  readonly width: number
  begun: number
  answered: number
  readonly done: PromiseWithResolvers<undefined>
}

/**
 * Has calls carried out in an order, each when all steps before it were answered; what no step names is not held. A step
 * is `A west` (A writes the stage's tag there), `A west previous` (... the tag of the former image), `A looks` (it reads
 * the tags for the first time, in every region) or `A reads` (... again, after it tried to write the home's). With `!` it
 * is refused, with `?` it need not come. A step that stands twice is met by the second such call.
 * @param regions by their short names, of which `home` is one
 */
export function openTagOrder(steps: readonly string[], regions: Readonly<Record<string, string>>): TagOrder {
  const all = steps.map((text): Step => {
    const name = text.replace(/[!?]$/, '')
    const width = /(looks|reads)$/.test(name) ? Object.keys(regions).length : 1
    const [isRefused, isOptional] = [text.endsWith('!'), text.endsWith('?')]
    return { name, isRefused, isOptional, width, begun: 0, answered: 0, done: Promise.withResolvers() }
  })
  // Who has tried to write the home's tag.
  const tried = new Set<string>()
  const nameOf = ({ writer, does, region, tag }: TagCall): string => {
    if (does === 'read') return `${writer} ${tried.has(writer) ? 'reads' : 'looks'}`
    const place = Object.keys(regions).find((short) => regions[short] === region) ?? region
    return `${writer} ${place}${tag.endsWith('-previous') ? ' previous' : ''}`
  }
  return {
    meet: async (call) => {
      const name = nameOf(call)
      const index = all.findIndex((step) => step.name === name && step.begun < step.width)
      const step = all[index]
      if (step !== undefined) {
        step.begun += 1
        await Promise.all(all.slice(0, index).map(({ done }) => done.promise))
      }
      if (name === `${call.writer} home`) tried.add(call.writer)
      if (step?.isRefused === true) call.refuse()
      else await call.pass()
      if (step === undefined) return
      step.answered += 1
      if (step.answered === step.width) step.done.resolve(undefined)
    },
    leave: (writer) => {
      for (const { name, done } of all) if (name.startsWith(`${writer} `)) done.resolve(undefined)
    },
    missing: () =>
      all
        .filter(({ answered, width, isOptional }) => answered < width && !isOptional)
        .map(({ name }) => name),
  }
}
