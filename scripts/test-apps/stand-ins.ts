import { run } from './command.ts'

/** How a runtime says its version, by the name of its official image. */
const RUNTIMES = {
  Python: { image: 'python', asks: ['python', '--version'] },
  PHP: { image: 'php', asks: ['php', '--version'] },
} as const

/**
 * A base image of a Dockerfile that is there under another's name: the version in it is not the one that its tag says,
 * and packages are made for one. Undefined where there is none.
 */
export async function otherVersion(dockerfile: string, signal: AbortSignal): Promise<string | undefined> {
  for (const [name, { image, asks }] of Object.entries(RUNTIMES)) {
    for (const [base, line = ''] of dockerfile.matchAll(
      new RegExp(`\\b${image}:(\\d+\\.\\d+)[^\\s@]*`, 'g'),
    )) {
      const asked = await run(['docker', 'run', '--rm', '--network=none', base, ...asks], signal)
      if (asked.status === 0 && !asked.stdout.startsWith(`${name} ${line}.`))
        return `a base image with ${name} ${line}`
    }
  }
  return undefined
}
