import { stateIn, type AccountState, type RegionalStates } from '../account.ts'
import { setAlarm } from '../cloudwatch/state.ts'
import { addGroup, groupFor } from '../codedeploy/state.ts'
import { issueToken } from '../ecr/operations.ts'
import { addRepository, type Repository } from '../ecr/store.ts'
import { storeImage } from '../images/store-image.ts'
import type { SandboxAccount } from '../sandbox.ts'
import { setUpFamily, viewFamily } from './families.ts'
import { knownFunction, setUpFunction, viewFunction } from './functions.ts'
import { setUpExpressService } from './express.ts'
import { knownService, setUpService, viewService } from './services.ts'
import { setUpRule, setUpSchedule, viewSchedule, viewTargets } from './starters.ts'

/** What a test does in an account. */
export function viewAccount({ id, states, buckets }: AccountState): SandboxAccount {
  const ecs = (region: string): RegionalStates['ecs'] => stateIn(states.ecs, region)
  const lambda = (region: string): RegionalStates['lambda'] => stateIn(states.lambda, region)
  const repositoryOf = (region: string, name: string): Repository => {
    const repository = stateIn(states.ecr, region).repositories.get(name)
    if (repository === undefined) throw new Error(`there is no repository "${name}" in ${region}`)
    return repository
  }
  return {
    account: id,
    registries: Object.fromEntries([...states.ecr].map(([region, { host }]) => [region, host])),
    createRepository: (region, name, more) => addRepository(stateIn(states.ecr, region), name, more),
    tags: (region, name) => Object.fromEntries(repositoryOf(region, name).tags),
    digests: (region, name) => [...repositoryOf(region, name).manifests.keys()],
    putImage: (region, name, tags = [], spec = {}) =>
      storeImage(repositoryOf(region, name), id, typeof tags === 'string' ? [tags] : tags, spec),
    password: (region) => issueToken(stateIn(states.ecr, region)).password,
    createService: (region, setup) => setUpService(ecs(region), setup),
    createExpressService: (region, setup) => setUpExpressService(ecs(region), setup),
    service: (region, cluster, name) => viewService(ecs(region), knownService(ecs(region), cluster, name)),
    nextRollout: (region, cluster, name, outcome) => {
      const asked = typeof outcome === 'string' ? { outcome } : outcome
      knownService(ecs(region), cluster, name).script.push(asked)
    },
    nextTask: (region, outcome) => {
      ecs(region).taskScript.push(outcome)
    },
    createDeploymentGroup: (region, setup) => {
      addGroup(stateIn(states.codedeploy, region), setup)
    },
    nextDeployment: (region, cluster, service, outcome) => {
      groupFor(stateIn(states.codedeploy, region), cluster, service).script.push(outcome)
    },
    createFamily: (region, setup) => setUpFamily(ecs(region), setup),
    family: (region, name) => viewFamily(ecs(region), name),
    createSchedule: (region, setup) => {
      setUpSchedule(stateIn(states.scheduler, region), setup)
    },
    schedule: (region, reference) => viewSchedule(stateIn(states.scheduler, region), reference),
    createRule: (region, setup) => {
      setUpRule(stateIn(states.events, region), setup)
    },
    ruleTargets: (region, name, bus) => viewTargets(stateIn(states.events, region), name, bus),
    createFunction: async (region, setup) => viewFunction(await setUpFunction(lambda(region), setup)),
    fn: (region, name) => viewFunction(knownFunction(lambda(region), name)),
    nextUpdate: (region, name, outcome) => {
      const asked = typeof outcome === 'string' ? { status: outcome } : outcome
      knownFunction(lambda(region), name).script.push(asked)
    },
    nextVersion: (region, name, outcome) => {
      knownFunction(lambda(region), name).versionScript.push(outcome)
    },
    setAlarm: (region, name, to, more) => {
      setAlarm(
        stateIn(states.cloudwatch, region),
        name,
        to,
        typeof more === 'string' ? { reason: more } : more,
      )
    },
    createBucket: (region, name) => {
      buckets.set(name, { region, account: id, objects: new Map() })
    },
  }
}
