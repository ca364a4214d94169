import { readDockerizeInputs } from '../../shared/dockerize/inputs.ts'
import { inputReader } from '../../shared/runner/inputs.ts'
import { runStep } from '../../shared/runner/step.ts'

await runStep(async (ports) => {
  const inputs = readDockerizeInputs(inputReader(ports.env))
  ports.log.info(`Look at ${inputs.rootDirectory ?? inputs.dockerfilePath ?? 'the repository'}`)
  // The parsers are loaded after the first line, which a person waits for.
  const { listApplications, runDockerize } = await import('../../shared/dockerize/run.ts')
  if (inputs.list) listApplications(ports)
  else await runDockerize(inputs, ports)
})
