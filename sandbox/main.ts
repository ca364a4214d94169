import { once } from 'node:events'
import { startSandbox, type Sandbox } from './index.ts'
import { dockerAnswers, dockerRuntime } from './runtime/docker.ts'
import { processRuntime } from './runtime/process.ts'

// `npm run sandbox`: one sandbox, kept up until it is interrupted.

const REPOSITORY = 'app'
const CLUSTER = 'dev'
const SERVICE = 'app'
const FUNCTION = 'app'

/** What to type to use it, in a shell. */
function introduction(sandbox: Sandbox, runtime: string): string {
  const [region = ''] = sandbox.regions
  const registry = sandbox.registries[region] ?? ''
  const exports = Object.entries({ ...sandbox.env(), ECR_IMAGE_URL: `${registry}/${REPOSITORY}` })
  return [
    ...exports.map(([name, value]) => `export ${name}=${value}`),
    '',
    `# regions and registries: ${Object.entries(sandbox.registries)
      .map((pair) => pair.join(' '))
      .join(', ')}`,
    `# there is, in each region: the repository ${REPOSITORY}, the ECS service ${SERVICE} in the cluster ${CLUSTER}, the Lambda function ${FUNCTION}`,
    `# containers run by: ${runtime}`,
    `# aws ecr get-login-password | docker login -u AWS --password-stdin ${registry}`,
    '# Ctrl-C ends it; nothing is left behind.',
    '',
  ].join('\n')
}

async function furnish(sandbox: Sandbox): Promise<void> {
  for (const region of sandbox.regions) {
    sandbox.createRepository(region, REPOSITORY)
    sandbox.createService(region, {
      cluster: CLUSTER,
      service: SERVICE,
      containers: { app: `${sandbox.registries[region] ?? ''}/${REPOSITORY}:latest` },
    })
    await sandbox.createFunction(region, { name: FUNCTION })
  }
}

const runtime = (await dockerAnswers()) ? await dockerRuntime() : processRuntime()
const sandbox = await startSandbox({ runtime })
const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
await furnish(sandbox)
const engine =
  runtime.kind === 'docker' ? 'the Docker Engine' : 'processes of this machine (no Docker Engine answers)'
process.stdout.write(introduction(sandbox, engine))
await interrupted
await sandbox.stop()
