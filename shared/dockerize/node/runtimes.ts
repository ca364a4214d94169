import { nodeProbe } from './probe.ts'

/** What runs the server, and the image that has it. */
export interface Runtime {
  readonly name: 'node' | 'bun'
  /** The image's name with its tag. */
  readonly image: string
  /** Asks the server for a path with the runtime itself. */
  readonly probe: (path: string) => readonly string[]
}

/** Node.js on its official image. */
export function nodeRuntime(image: string): Runtime {
  return { name: 'node', image, probe: nodeProbe }
}

/** Bun on its official image. */
export function bunRuntime(image: string): Runtime {
  return { name: 'bun', image, probe: (path) => ['bun', ...nodeProbe(path).slice(1)] }
}
