import * as core from '@actions/core'
import { readBuildInputs } from '../../shared/build/inputs.ts'
import { inputReader } from '../../shared/runner/inputs.ts'
import { runStep } from '../../shared/runner/step.ts'

await runStep(async (ports) => {
  const inputs = readBuildInputs(inputReader(ports.env))
  // A step of the build may print one, and GitHub knows only those that come from its own secrets.
  for (const { value } of inputs.options.secrets) if (value !== '') core.setSecret(value)
  ports.log.info(`Build ${inputs.ecrImageUrl ?? 'the image of the stages file'}`)
  // The AWS SDK is loaded after the first line, which a person waits for.
  const { runBuild } = await import('../../shared/build/index.ts')
  await runBuild(inputs, ports)
})
