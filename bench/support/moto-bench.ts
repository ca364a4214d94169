import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import {
  CreateClusterCommand,
  CreateServiceCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs'
import { type Moto, startMoto } from '../../__tests__/support/moto.ts'
import { type RegistryContainer, startRegistryContainer } from '../../__tests__/support/registry-container.ts'
import { startChild } from './child.ts'
import type { MotoFrontApi } from './moto-front-process.ts'
import { pushBigImage } from './image-data.ts'

/** moto with a registry beside it, and every call counted. */
export interface MotoBench {
  /** Credentials, region and endpoint of a job. */
  readonly env: Readonly<Record<string, string>>
  /** A service that was never used before, and an image to release to it. */
  readonly fresh: () => Promise<{ readonly name: string; readonly image: string }>
  /** The AWS operations since this was last asked, in their order. */
  readonly calls: () => Promise<readonly string[]>
  readonly stop: () => Promise<void>
}

/** The cluster of every service. */
export const CLUSTER = 'bench'

const LAYERS = 4
const LAYER_BYTES = 8_000_000

export async function startMotoBench(): Promise<MotoBench> {
  const moto: Moto = await startMoto()
  const registry: RegistryContainer = await startRegistryContainer()
  const front = startChild<MotoFrontApi>(join(import.meta.dirname, 'moto-front-process.ts'), [
    moto.endpoint,
    registry.host,
  ])
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const ecs = new ECSClient({ endpoint: moto.endpoint, region: 'us-east-1', credentials })
  await ecs.send(new CreateClusterCommand({ clusterName: CLUSTER }))
  let count = 0
  return {
    env: { ...moto.env(), AWS_ENDPOINT_URL: await front.call('endpoint') },
    fresh: async () => {
      count += 1
      const name = `app-${count}`
      const image = `${registry.host}/${name}`
      const bytes = { layers: LAYERS, layerBytes: LAYER_BYTES }
      await pushBigImage({ host: registry.host, repository: name, tag: 'latest', ...bytes })
      const containerDefinitions = [
        { name: 'proxy', image: 'public.ecr.aws/envoy:1', memory: 64 },
        { name: 'app', image: `${image}:dev`, memory: 128, environment: [{ name: 'EMPTY', value: '' }] },
      ]
      await ecs.send(new RegisterTaskDefinitionCommand({ family: name, containerDefinitions }))
      await ecs.send(
        new CreateServiceCommand({
          cluster: CLUSTER,
          serviceName: name,
          taskDefinition: name,
          desiredCount: 1,
        }),
      )
      return { name, image }
    },
    calls: async () => await front.call('take'),
    stop: async () => {
      await front.stop()
      registry.stop()
      await moto.stop()
    },
  }
}

/** The engine keeps what it pulled, and the next run would find it there. */
export function forgetImage(image: string, tags: readonly string[]): void {
  const names = tags.map((tag) => `${image}:${tag}`)
  execFileSync('docker', ['image', 'rm', '--force', ...names], { stdio: 'ignore' })
}
