import type { EcsRegion } from './state.ts'

/** ECS of a region, empty. */
export function openEcsRegion(
  region: string,
  shared: Pick<
    EcsRegion,
    'account' | 'runtime' | 'timers' | 'rolloutMs' | 'listLagMs' | 'registries' | 'logs'
  >,
): EcsRegion {
  return {
    ...shared,
    region,
    clusters: new Map(),
    services: new Map(),
    taskDefinitions: new Map(),
    tasks: [],
    tags: new Map(),
    taskScript: [],
  }
}
