import { failedOutputs } from '../../shared/release/report/outputs.ts'
import { runPost } from '../../shared/release/post/index.ts'
import { inputReader } from '../../shared/runner/inputs.ts'
import { runStep } from '../../shared/runner/step.ts'
import { readReleaseInputs } from '../../shared/release/request/inputs.ts'

await runStep(async (ports) => {
  if (ports.state.isPost) {
    await runPost(ports)
    return
  }
  const inputs = readReleaseInputs(inputReader(ports.env))
  if (inputs.list) {
    const { listStages } = await import('../../shared/release/list.ts')
    await listStages(inputs, ports)
    return
  }
  const from = inputs.rollback ? 'its former image' : (inputs.previousStageName ?? 'the stage above it')
  ports.log.info(`Release ${inputs.stageName ?? '?'} from ${from}`)
  // The AWS SDK is loaded after the first line, which a person waits for.
  const { runRelease } = await import('../../shared/release/index.ts')
  await runRelease(inputs, ports)
}, failedOutputs)
