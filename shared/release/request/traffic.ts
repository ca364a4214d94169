import { UserError } from '../../errors.ts'
import type { TrafficStep } from './target.ts'

const STEP = /^(100|[1-9]\d?)(?::(\d+(?:\.\d+)?))?$/

/**
 * The steps of `lambda-traffic`, `PERCENT[:MINUTES]`, comma-separated and rising.
 * @throws UserError that names the input and the step
 */
export function parseTraffic(text: string, input: string): readonly TrafficStep[] {
  const steps = text.split(',').map((step) => {
    const match = STEP.exec(step.trim())
    if (match === null) throw wrong(input, text, `"${step.trim()}" is no step`)
    return { percent: Number(match[1]), milliseconds: Number(match[2] ?? 0) * 60_000 }
  })
  const falls = steps.findIndex(({ percent }, index) => percent <= (steps[index - 1]?.percent ?? 0))
  if (falls > 0) throw wrong(input, text, 'its percentages do not rise')
  return steps
}

function wrong(input: string, text: string, fault: string): UserError {
  return new UserError(
    `The input "${input}" is "${text.slice(0, 200)}": ${fault}.`,
    'Steps are PERCENT[:MINUTES], comma-separated and rising, for example "10:5,50:10,100".',
  )
}
