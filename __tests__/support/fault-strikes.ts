import type { Sandbox } from '../../sandbox/index.ts'
import type { Rule } from '../../sandbox/wire/rules.ts'

/** Faults that are counted, because one that did not happen shows nothing. */
export interface Strikes {
  /** `sandbox.fail`, counted. A rule without `times` strikes for good. */
  readonly fail: (rule: Rule) => void
  /** Counts what something else than a rule does. */
  readonly count: (counter: () => Strike) => void
  readonly strikes: () => Strike
  /** Milliseconds from the first strike to the first like request that was not struck; undefined where there was none. */
  readonly pauseMs: () => number | undefined
}

interface Strike {
  /** How often faults struck. */
  readonly struck: number
  /** How often they do before they are used up; Infinity: for good. */
  readonly due: number
}

/** A request that rules saw. */
interface Call {
  /** Equal for requests that ask for the same. */
  readonly like: string
  readonly at: number
  struck: boolean
}

/** Counts the faults of a sandbox from now on. */
export function openStrikes(sandbox: Sandbox): Strikes {
  const calls: Call[] = []
  const counters: (() => Strike)[] = []
  return {
    fail: (rule) => {
      let struck = 0
      counters.push(() => ({ struck, due: rule.times ?? Infinity }))
      // The first rule sees every such call and strikes none, the second one no more once it is used up.
      const watch: Rule['when'] = ({ region, action, path }) => {
        calls.push({ like: `${region} ${action} ${path}`, at: performance.now(), struck: false })
        return false
      }
      const strike: Rule['when'] = (call) => {
        const hit = rule.when?.(call) ?? true
        const seen = calls.at(-1)
        if (hit) struck += 1
        if (hit && seen !== undefined) seen.struck = true
        return hit
      }
      sandbox.fail({ ...rule, times: Infinity, when: watch })
      sandbox.fail({ ...rule, when: strike })
    },
    count: (counter) => {
      counters.push(counter)
    },
    strikes: () => {
      const counts = counters.map((counter) => counter())
      return { struck: sum(counts.map(({ struck }) => struck)), due: sum(counts.map(({ due }) => due)) }
    },
    pauseMs: () => {
      const first = calls.find(({ struck }) => struck)
      const next = calls.find(({ like, at, struck }) => like === first?.like && at > first.at && !struck)
      return first === undefined || next === undefined ? undefined : next.at - first.at
    },
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
