import type { Ports } from '../runner/ports.ts'
import { addSummary, setOutputs } from '../runner/step.ts'
import { workspaceOf } from '../runner/variable.ts'
import { applications } from './applications.ts'
import { dockerize, type Dockerized, type DockerizeOptions } from './index.ts'
import type { DockerizeInputs } from './inputs.ts'
import { dockerizeOutputs } from './outputs.ts'
import { dockerizeSummary, planLines } from './render/summary.ts'

/**
 * auto-dockerize from inputs to outputs, log and summary.
 * @throws UserError, having written nothing
 */
export async function runDockerize(inputs: DockerizeInputs, ports: Ports): Promise<Dockerized> {
  const { env, log, clock } = ports
  const result = await dockerize(optionsOf(inputs, workspaceOf(env), clock.now()))
  const { generated, dockerfilePath, dockerignore, plan, warnings } = result
  for (const line of plan === undefined ? [] : planLines(plan)) log.info(line)
  for (const { text, ...place } of warnings) log.warning(text, { title: 'auto-dockerize', ...place })
  log.info(
    generated
      ? `Wrote ${dockerfilePath} and ${dockerignore?.path ?? 'its .dockerignore'}`
      : `${dockerfilePath} is there already and stays as it is; "overwrite: true" would replace it`,
  )
  setOutputs(dockerizeOutputs(result))
  await addSummary(dockerizeSummary(result))
  return result
}

/** `list: true`: the folders with an application as JSON, and nothing else. */
export function listApplications({ env, log }: Ports): void {
  const apps = applications(workspaceOf(env))
  log.info(apps.length === 0 ? 'No application was found.' : `Applications in ${apps.join(', ')}`)
  setOutputs({ generated: false, apps: JSON.stringify(apps) })
}

function optionsOf(inputs: DockerizeInputs, workspace: string, now: number): DockerizeOptions {
  const { rootDirectory, dockerfilePath, baseRegistry, overrides, lambda, overwrite } = inputs
  return {
    workspace,
    now,
    overrides,
    lambda,
    overwrite,
    ...(rootDirectory === undefined ? {} : { rootDirectory }),
    ...(dockerfilePath === undefined ? {} : { dockerfilePath }),
    ...(baseRegistry === undefined ? {} : { baseRegistry }),
  }
}
