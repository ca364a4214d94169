import type { EnvironmentChange } from '../../request/target.ts'
import type { Variables } from './function.ts'

/** The variables with a change applied; all others stay. */
export function mergedEnvironment(current: Variables, { set, remove }: EnvironmentChange): Variables {
  const kept = Object.entries(current).filter(([name]) => !remove.includes(name))
  return Object.fromEntries([...kept, ...Object.entries(set)])
}

/** True where a change would change nothing; variables that cannot be read have no change but none. */
export function isApplied(current: Variables | undefined, change: EnvironmentChange): boolean {
  if (current === undefined) return namesIn(change).length === 0
  return touched(current, change).length === 0
}

/** The names that a change is about. */
export function namesIn({ set, remove }: EnvironmentChange): readonly string[] {
  return [...Object.keys(set), ...remove]
}

/** The names whose variables a change would really change. */
function touched(current: Variables, { set, remove }: EnvironmentChange): readonly string[] {
  return [
    ...Object.keys(set).filter((name) => !Object.hasOwn(current, name) || current[name] !== set[name]),
    ...remove.filter((name) => Object.hasOwn(current, name)),
  ]
}

/** What takes a change back. */
export function undoOf(former: Variables, change: EnvironmentChange): EnvironmentChange {
  const names = touched(former, change)
  return {
    set: Object.fromEntries(
      names.flatMap((name) => (Object.hasOwn(former, name) ? [[name, former[name] ?? '']] : [])),
    ),
    remove: names.filter((name) => !Object.hasOwn(former, name)),
  }
}

/** The change, line by line, without values. */
export function environmentDiff(current: Variables, change: EnvironmentChange): readonly string[] {
  return touched(current, change)
    .toSorted()
    .flatMap((name) => {
      const had = Object.hasOwn(current, name)
      if (change.remove.includes(name)) return [`- environment ${name}`]
      return had
        ? [`- environment ${name} (its former value)`, `+ environment ${name} (a new value)`]
        : [`+ environment ${name}`]
    })
}

/** True for the same variables with the same values. */
export function isSameEnvironment(one: Variables | undefined, other: Variables | undefined): boolean {
  if (one === undefined || other === undefined) return one === other
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && other[name] === one[name])
  )
}
