import { inputReader } from '../../runner/inputs.ts'
import type { Ports } from '../../runner/ports.ts'
import { unfinishedRelease } from '../kept/kept.ts'
import { endLeftDeployment } from '../report/left-deployment.ts'
import { readReleaseInputs } from '../request/inputs.ts'

/** The post step of an action that releases. Where the main step came to its end, it asks and loads nothing. */
export async function runPost(ports: Ports): Promise<void> {
  await endLeftDeployment(ports)
  const kept = unfinishedRelease(ports.state)
  if (kept === undefined) return
  const { finishRelease } = await import('./post.ts')
  await finishRelease(kept, readReleaseInputs(inputReader(ports.env)), ports)
}
