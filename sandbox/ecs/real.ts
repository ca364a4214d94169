import { resolveImage } from '../images/resolve.ts'
import { startProxy } from '../runtime/proxy.ts'
import type { Container, ContainerSpec } from '../runtime/runtime.ts'
import { becomesHealthy } from '../runtime/health.ts'
import { number, objects, text, texts, type JsonObject } from '../wire/json.ts'
import { isUnderWay } from './lifecycle.ts'
import { breakCircuit, succeed } from './outcomes.ts'
import type { EcsRegion, EcsService, Rollout } from './state.ts'
import { findTaskDefinition } from './task-definitions.ts'

/** Rolls out with a runtime: the old container serves until the new one answers, or the breaker rolls back. */
export async function runForReal(ecs: EcsRegion, rollout: Rollout): Promise<void> {
  const { service } = rollout
  const spec = containerSpec(ecs, rollout.target.taskDefinition, service.name, {})
  if (spec === undefined) {
    const images = rollout.target.images.map(({ image }) => image).join(', ')
    fail(ecs, rollout, `CannotPullContainerError: none of ${images} is in the sandbox's registries`)
    return
  }
  try {
    service.address ??= await startProxy(() => serving(service)?.container?.url)
    const container = await ecs.runtime.start(spec)
    rollout.container = container
    const healthy = await becomesHealthy(container)
    if (!isUnderWay(rollout)) {
      await container.stop()
      return
    }
    if (!healthy) {
      const exitCode = await stopped(container)
      breakCircuit(ecs, rollout, {
        outcome: 'circuit-breaker',
        exitCode,
        containerReason: lastLine(container),
      })
      return
    }
    const former = service.active?.container
    succeed(ecs, rollout)
    await former?.stop()
  } catch (error) {
    fail(ecs, rollout, `CannotStartContainerError: ${error instanceof Error ? error.message : String(error)}`)
  }
}

// A deployment serves once it succeeded; until then the one before it does.
function serving({ primary, active }: EcsService): Rollout | undefined {
  return primary?.status === 'SUCCESSFUL' ? primary : active
}

function fail(ecs: EcsRegion, rollout: Rollout, stoppedReason: string): void {
  if (isUnderWay(rollout)) breakCircuit(ecs, rollout, { outcome: 'circuit-breaker', stoppedReason })
}

async function stopped(container: Container): Promise<number> {
  await container.stop()
  return await container.exited
}

function lastLine(container: Container): string {
  return container.logs().trimEnd().split('\n').at(-1) ?? ''
}

/** The container of a task definition that the sandbox can run: the first with a port, else the first at all. */
export function containerSpec(
  ecs: EcsRegion,
  taskDefinition: string,
  name: string,
  override: JsonObject,
): ContainerSpec | undefined {
  const own = objects(findTaskDefinition(ecs, taskDefinition), 'containerDefinitions').flatMap(
    (container) => {
      const resolved = resolveImage(ecs.registries, text(container, 'image') ?? '')
      const { ecr, repository, manifest } = resolved
      if (ecr === undefined || repository === undefined || manifest === undefined) return []
      return [{ container, ecr, repository, digest: manifest.digest }]
    },
  )
  const wanted = text(override, 'name')
  const named = own.find(({ container }) => container['name'] === wanted)
  const picked = named ?? own.find(({ container }) => objects(container, 'portMappings').length > 0) ?? own[0]
  if (picked === undefined) return undefined
  const { container, ecr, repository, digest } = picked
  const environment = [...objects(container, 'environment'), ...objects(override, 'environment')]
  return {
    name,
    ecr,
    repository,
    digest,
    environment: Object.fromEntries(
      environment.map((each) => [text(each, 'name') ?? '', text(each, 'value') ?? ''] as const),
    ),
    entryPoint: listOrNothing(texts(container, 'entryPoint')),
    command: listOrNothing(texts(override, 'command')) ?? listOrNothing(texts(container, 'command')),
    port: number(objects(container, 'portMappings')[0], 'containerPort'),
    memoryMb: number(container, 'memory') ?? 512,
  }
}

function listOrNothing(list: string[]): string[] | undefined {
  return list.length === 0 ? undefined : list
}
