import { existsSync } from 'node:fs'
import { RegisterTaskDefinitionCommand, UpdateServiceCommand } from '@aws-sdk/client-ecs'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../sandbox/index.ts'
import { processRuntime } from '../../../sandbox/runtime/process.ts'
import { clientsOf, EAST, until } from './clients.ts'

let sandbox: Sandbox

beforeEach(async () => {
  sandbox = await startSandbox({ runtime: processRuntime() })
  sandbox.createRepository(EAST, 'app')
})
afterEach(async () => {
  await sandbox.stop()
})

function image(tag: string, script: string): string {
  const config = { Cmd: ['node', 'server.js'], WorkingDir: '/srv' }
  return sandbox.putImage(EAST, 'app', tag, { layers: [{ 'srv/server.js': script }], config }).uri
}

const serve = (text: string): string =>
  `const { createServer } = require('node:http')
   createServer((_, response) => response.end(\`${text} \${process.env.STAGE} \${process.cwd()}\`)).listen(process.env.PORT)`

function containers(uri: string): {
  name: string
  image: string
  environment: { name: string; value: string }[]
  portMappings: { containerPort: number }[]
}[] {
  return [
    {
      name: 'app',
      image: uri,
      environment: [{ name: 'STAGE', value: 'dev' }],
      portMappings: [{ containerPort: 3000 }],
    },
  ]
}

async function deploy(uri: string): Promise<string> {
  const { ecs } = clientsOf(sandbox)
  const { taskDefinition } = await ecs.send(
    new RegisterTaskDefinitionCommand({ family: 'web', containerDefinitions: containers(uri) }),
  )
  await ecs.send(
    new UpdateServiceCommand({
      cluster: 'dev',
      service: 'web',
      taskDefinition: taskDefinition?.taskDefinitionArn,
    }),
  )
  return await settled()
}

async function settled(): Promise<string> {
  return await until(() => {
    const { service } = sandbox.service(EAST, 'dev', 'web')
    const events = JSON.stringify(service['events'])
    const deployments = JSON.stringify(service['deployments'])
    return Promise.resolve(deployments.includes('IN_PROGRESS') || events === '[]' ? undefined : deployments)
  })
}

async function answer(): Promise<string> {
  return await (await fetch(sandbox.service(EAST, 'dev', 'web').url ?? '')).text()
}

it('serves what was released at one address, and the former one when the new one does not start', async () => {
  sandbox.createService(EAST, {
    cluster: 'dev',
    service: 'web',
    taskDefinition: { containerDefinitions: containers(image('one', serve('one'))) },
  })
  await settled()
  const first = await answer()
  expect(first).toMatch(/^one dev /)
  const folder = first.split(' ')[2] ?? ''

  await deploy(image('broken', 'console.error("no database"); process.exit(3)'))
  expect(await answer()).toBe(first)

  await deploy(image('two', serve('two')))
  expect(await answer()).toMatch(/^two dev /)
  await until(() => Promise.resolve(existsSync(folder) ? undefined : true))
})
