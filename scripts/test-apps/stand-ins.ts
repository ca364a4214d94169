import { run } from './command.ts'

const LINE = /\bpython:(\d+\.\d+)/g

/**
 * The base image of a Dockerfile that is there under another's name: its Python is not the one that its tag says, and
 * packages are built for one. Undefined where none is.
 */
export async function otherPython(dockerfile: string, signal: AbortSignal): Promise<string | undefined> {
  const lines = new Set([...dockerfile.matchAll(LINE)].map(([, line = '']) => line))
  for (const line of lines) {
    const image = new RegExp(`\\S*python:${line.replace('.', '\\.')}[^\\s:]*`).exec(dockerfile)?.[0]
    if (image === undefined) continue
    const asked = await run(['docker', 'run', '--rm', '--network=none', image, 'python', '--version'], signal)
    if (asked.status === 0 && !asked.stdout.startsWith(`Python ${line}.`))
      return `a base image with Python ${line}`
  }
  return undefined
}
