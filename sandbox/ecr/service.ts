import type { AwsCall } from '../front/aws-call.ts'
import { jsonService, type AwsService } from '../front/aws-service.ts'
import { text } from '../wire/json.ts'
import { ecrOperations } from './operations.ts'
import { allows, notAllowed } from './policy.ts'
import type { EcrRegion } from './store.ts'

/** ECR: the caller's own registry, or the one that `registryId` names where its repository's policy allows the call. */
export function ecrService(
  registryOf: (region: string, account: string) => EcrRegion,
  registries: readonly EcrRegion[],
): AwsService {
  const askedFor = (region: string, { caller, body, target }: AwsCall): EcrRegion => {
    const wanted = text(body, 'registryId') ?? caller.account
    if (wanted === caller.account) return registryOf(region, caller.account)
    const other = registries.find((each) => each.region === region && each.account === wanted)
    const name = text(body, 'repositoryName') ?? '*'
    const repository = other?.repositories.get(name)
    const action = `ecr:${target}`
    if (other !== undefined && repository !== undefined && allows(repository, caller.account, action))
      return other
    throw notAllowed(caller.arn, action, `arn:aws:ecr:${region}:${wanted}:repository/${name}`)
  }
  return jsonService(ecrOperations, askedFor)
}
