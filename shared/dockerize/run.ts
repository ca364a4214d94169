import { link, plain } from '../report/markdown.ts'
import type { Ports } from '../runner/ports.ts'
import { addSummary, setOutputs } from '../runner/step.ts'
import { workspaceOf } from '../runner/variable.ts'
import { applicationsIn } from './locate/applications.ts'
import { dockerize, type Dockerized, type DockerizeOptions } from './index.ts'
import type { DockerizeInputs } from './inputs.ts'
import { dockerizeOutputs } from './outputs.ts'
import { resolveDigests } from './pin/resolve-digest.ts'
import { propose, proposalPlace } from './propose/propose.ts'
import { dockerizeSummary } from './render/summary.ts'
import { planLines } from './render/values.ts'
import { diskView } from './view/disk-view.ts'

/**
 * auto-dockerize from inputs to outputs, log and summary.
 * @throws UserError, having written nothing, but for a pull request that GitHub refuses: the files are there then
 */
export async function runDockerize(inputs: DockerizeInputs, ports: Ports): Promise<Dockerized> {
  const { log } = ports
  const place = inputs.pullRequest ? await proposalPlace(inputs.githubToken, ports) : undefined
  const result = await dockerize(optionsOf(inputs, ports))
  const { generated, dockerfilePath, dockerignore, plan, warnings } = result
  for (const line of plan === undefined ? [] : planLines(plan)) log.info(line)
  for (const { text, ...at } of warnings) log.warning(text, { title: 'auto-dockerize', ...at })
  log.info(
    generated
      ? `Wrote ${dockerfilePath} and ${dockerignore?.path ?? 'its .dockerignore'}`
      : `${dockerfilePath} is there already and stays as it is; "overwrite: true" would replace it`,
  )
  setOutputs(dockerizeOutputs(result))
  await addSummary(dockerizeSummary(result))
  if (place !== undefined && generated) {
    const { sentence, url } = await propose(result, place, ports.signal)
    log.info(url === undefined ? sentence : `${sentence} ${url}`)
    await addSummary(`${url === undefined ? plain(sentence) : link(plain(sentence), url)}\n`)
  }
  return result
}

/** `list: true`: the folders with an application as JSON, and nothing else. */
export function listApplications({ env, log }: Ports): void {
  const { folders, warnings } = applicationsIn(diskView(workspaceOf(env)))
  const apps = folders.map((folder) => (folder === '' ? '.' : folder))
  for (const { text } of warnings) log.warning(text, { title: 'auto-dockerize' })
  log.info(apps.length === 0 ? 'No application was found.' : `Applications in ${apps.join(', ')}`)
  setOutputs({ generated: false, apps: JSON.stringify(apps) })
}

function optionsOf(inputs: DockerizeInputs, { env, clock, fetch, signal }: Ports): DockerizeOptions {
  const { rootDirectory, dockerfilePath, baseRegistry, overrides, lambda, overwrite, pinDigests } = inputs
  return {
    workspace: workspaceOf(env),
    now: clock.now(),
    overrides,
    lambda,
    overwrite,
    ...(rootDirectory === undefined ? {} : { rootDirectory }),
    ...(dockerfilePath === undefined ? {} : { dockerfilePath }),
    ...(baseRegistry === undefined ? {} : { baseRegistry }),
    ...(pinDigests ? { resolveDigests: (images) => resolveDigests(images, { fetch, signal }) } : {}),
  }
}
