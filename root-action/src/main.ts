import * as core from '@actions/core'
import { readCheckInInputs } from '../../shared/check-in/inputs.ts'
import { failedOutputs } from '../../shared/release/report/outputs.ts'
import { runPost } from '../../shared/release/post/index.ts'
import { inputReader } from '../../shared/runner/inputs.ts'
import { runStep } from '../../shared/runner/step.ts'

await runStep(async (ports) => {
  if (ports.state.isPost) {
    await runPost(ports)
    return
  }
  const inputs = readCheckInInputs(inputReader(ports.env))
  // A step of the build may print one, and GitHub knows only those that come from its own secrets.
  for (const { value } of inputs.build.options.secrets) if (value !== '') core.setSecret(value)
  ports.log.info(`Check in to ${inputs.release.stageName ?? 'the first stage'}`)
  // The AWS SDK is loaded after the first line, which a person waits for.
  const { runCheckIn } = await import('../../shared/check-in/index.ts')
  await runCheckIn(inputs, ports)
}, failedOutputs)
