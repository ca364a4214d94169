import { execFileSync } from 'node:child_process'
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
  UpdateServiceCommand,
  waitUntilServicesStable,
} from '@aws-sdk/client-ecs'

// The calls that a chain of published actions makes, one process a step as theirs: for a machine without their bundles.

const region = process.env['AWS_REGION'] ?? 'us-east-1'
const input = (name: string): string => process.env[`INPUT_${name.toUpperCase()}`] ?? ''

async function login(): Promise<void> {
  const { authorizationData = [] } = await new ECRClient({ region }).send(
    new GetAuthorizationTokenCommand({}),
  )
  const [user = '', password = ''] = atob(authorizationData[0]?.authorizationToken ?? '').split(':')
  const args = ['login', '--username', user, '--password-stdin', authorizationData[0]?.proxyEndpoint ?? '']
  execFileSync('docker', args, { input: password, stdio: ['pipe', 'ignore', 'ignore'] })
}

async function render(): Promise<void> {
  const command = new DescribeTaskDefinitionCommand({
    taskDefinition: input('task-definition-family'),
    include: ['TAGS'],
  })
  const { taskDefinition } = await new ECSClient({ region }).send(command)
  const containerDefinitions = (taskDefinition?.containerDefinitions ?? []).map((container) =>
    container.name === input('container-name') ? { ...container, image: input('image') } : container,
  )
  const path = join(process.env['RUNNER_TEMP'] ?? '', 'task-definition.json')
  writeFileSync(path, JSON.stringify({ ...taskDefinition, containerDefinitions }))
  appendFileSync(process.env['GITHUB_OUTPUT'] ?? '', `task-definition=${path}\n`)
}

async function deploy(): Promise<void> {
  const ecs = new ECSClient({ region })
  const definition = JSON.parse(
    readFileSync(input('task-definition'), 'utf8'),
  ) as RegisterTaskDefinitionCommand['input']
  const { family, containerDefinitions } = definition
  const registered = await ecs.send(new RegisterTaskDefinitionCommand({ family, containerDefinitions }))
  const cluster = input('cluster')
  const service = input('service')
  await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }))
  const taskDefinition = registered.taskDefinition?.taskDefinitionArn
  await ecs.send(new UpdateServiceCommand({ cluster, service, taskDefinition }))
  await waitUntilServicesStable(
    { client: ecs, minDelay: 15, maxWaitTime: 1800 },
    { cluster, services: [service] },
  )
  await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }))
}

const steps: Readonly<Record<string, () => Promise<void>>> = { login, render, deploy }
await steps[process.argv[2] ?? '']?.()
