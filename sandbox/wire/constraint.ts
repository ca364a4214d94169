import { fault, type Fault } from './fault.ts'

/** A value that does not have its shape, in the words of AWS's own validation. */
export function invalid(field: string, value: string, constraint: string): Fault {
  return fault(
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${field}' failed to satisfy constraint: ${constraint}`,
  )
}

/** A required text of a shape; throws what AWS answers to any other. */
export function checkedText(value: string | undefined, field: string, pattern: RegExp): string {
  if (value === undefined) throw invalid(field, 'null', 'Member must not be null')
  if (pattern.test(value)) return value
  throw invalid(field, value, `Member must satisfy regular expression pattern: ${pattern.source}`)
}

/** A text that is one of a few, where it is there. */
export function checkedChoice(value: string | undefined, field: string, choices: readonly string[]): void {
  if (value === undefined || choices.includes(value)) return
  throw invalid(field, value, `Member must satisfy enum value set: [${choices.join(', ')}]`)
}
