import type { Fault } from '../../__tests__/support/fault.ts'
import { NEAR, openScene, type Scene } from '../../__tests__/support/fault-scene.ts'
import { digestOf } from '../../sandbox/images/digest.ts'
import { copyWith, type Ended, type Tool } from './tools.ts'

/**
 * What came of a copy: the image under the tag; an error and the tag as it was; neither (the tag was moved to something
 * else, or success was said without it, or failure with it); no end in 90 s; or the fault did not strike, because the
 * tool makes no such request.
 */
export type End = 'ok' | 'fails' | 'wrong' | 'hangs' | 'not met'

/** One cell of the matrix. */
export interface Cell {
  readonly tool: Tool
  readonly fault: string
  readonly end: End
  readonly milliseconds: number
  /** The tool's last words, where it did not succeed. */
  readonly said: string
}

/** What a fault should end in. */
export function rightEnd({ says }: Pick<Fault, 'says'>): End {
  return says === undefined ? 'ok' : 'fails'
}

/** Lets a tool copy through a fault, in a scene of its own. */
export async function playCell(fault: Fault, tool: Tool): Promise<Cell> {
  const scene = await openScene('distribution', fault.scene)
  try {
    await fault.arm(scene)
    const ended = await copyWith(tool, scene)
    const end = endOf(scene, ended)
    return {
      tool,
      fault: fault.name,
      end,
      milliseconds: ended.milliseconds,
      said: end === 'ok' ? '' : said(ended),
    }
  } finally {
    await scene.close()
  }
}

function endOf({ repositories, incoming, outgoing, strikes }: Scene, { exitCode }: Ended): End {
  const { struck, due } = strikes()
  if (struck === 0 && due > 0) return 'not met'
  if (exitCode === null) return 'hangs'
  const repository = repositories[NEAR]
  const tag = repository?.tags.get('prod')
  const whole = [...(repository?.blobs ?? [])].every(([digest, bytes]) => digestOf(bytes) === digest)
  if (exitCode === 0) return tag === incoming && whole ? 'ok' : 'wrong'
  return tag === undefined || tag === outgoing ? 'fails' : 'wrong'
}

function said({ log }: Ended): string {
  const lines = log.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('::debug::'))
  const error = lines.find((line) => line.startsWith('::error::'))
  return (error ?? lines.at(-1) ?? '').slice(0, 300)
}
