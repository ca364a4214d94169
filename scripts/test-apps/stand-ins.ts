import { run } from './command.ts'

/** How a runtime says its version, by the name of its official image. */
const RUNTIMES = {
  Python: { image: 'python', asks: ['python', '--version'], says: 'Python' },
  PHP: { image: 'php', asks: ['php', '--version'], says: 'PHP' },
  Java: { image: 'eclipse-temurin', asks: ['java', '--version'], says: 'openjdk' },
} as const

/**
 * A base image of a Dockerfile that is there under another's name: the version in it is not the one that its tag says,
 * and packages are made for one. Undefined where there is none.
 */
export async function otherVersion(dockerfile: string, signal: AbortSignal): Promise<string | undefined> {
  for (const [name, { image, asks, says }] of Object.entries(RUNTIMES)) {
    for (const [base, line = ''] of dockerfile.matchAll(
      new RegExp(`\\b${image}:(\\d+(?:\\.\\d+)?)[^\\s@]*`, 'g'),
    )) {
      const asked = await run(['docker', 'run', '--rm', '--network=none', base, ...asks], signal)
      if (asked.status === 0 && !new RegExp(`^${says} ${line}[.\\s]`).test(asked.stdout))
        return `a base image with ${name} ${line}`
    }
  }
  return undefined
}
