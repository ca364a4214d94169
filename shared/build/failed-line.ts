/** The line of a Dockerfile that failed, and what its command had to say. */
export interface FailedLine {
  readonly line: number
  /** The last lines of its output, the oldest first. */
  readonly output: readonly string[]
}

const LAST_LINES = 3
const LONGEST = 200

/**
 * What Buildx shows after a build that failed: the output of the command between two rules, and the Dockerfile's name
 * and line above its excerpt.
 */
export function failedLine(stderr: string): FailedLine | undefined {
  const line = /^\S.*:(\d+)\n-{20}\n(?: +\d+ \|.*\n)*? +\d+ \| >>> /m.exec(stderr)?.[1]
  if (line === undefined) return undefined
  const output = /^-{6}\n > \[.*\n([^]*?)^-{6}$/m.exec(stderr)?.[1] ?? ''
  return {
    line: Number(line),
    output: output
      .split('\n')
      .map((text) => text.replace(/^\d+\.\d+ /, '').trim())
      .filter((text) => text !== '')
      .slice(-LAST_LINES)
      .map((text) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)),
  }
}
