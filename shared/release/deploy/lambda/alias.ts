import {
  type AliasConfiguration,
  CreateAliasCommand,
  GetAliasCommand,
  type LambdaClient,
  ListAliasesCommand,
  UpdateAliasCommand,
} from '@aws-sdk/client-lambda'
import { awsErrorName } from '../../../aws/errors.ts'
import { UserError } from '../../../errors.ts'
import { superseded } from './halt.ts'
import { isStale, type Site, write } from './site.ts'
import { isSameRouting, type Routing } from './traffic.ts'

/** An alias as it is at a moment. */
export interface AliasState extends Routing {
  readonly name: string
  /** Changes with every write. */
  readonly revisionId: string | undefined
}

const MOST_STALE = 3

/** An alias as it is now; undefined where it does not exist, or its function does not. */
export async function readAlias(
  client: LambdaClient,
  functionName: string,
  name: string,
): Promise<AliasState | undefined> {
  try {
    return stateOf(await client.send(new GetAliasCommand({ FunctionName: functionName, Name: name })))
  } catch (error) {
    if (awsErrorName(error) === 'ResourceNotFoundException') return undefined
    throw error
  }
}

function stateOf({ Name, FunctionVersion, RoutingConfig, RevisionId }: AliasConfiguration): AliasState {
  return {
    name: Name ?? '',
    version: FunctionVersion ?? '$LATEST',
    weights: RoutingConfig?.AdditionalVersionWeights ?? {},
    revisionId: RevisionId,
  }
}

/**
 * An alias that does not exist is created for a function that has none. Beside others it is rather a slip of the pen,
 * and what clients call would not be released.
 * @throws UserError that lists the others
 */
export async function refuseBesideOthers(
  client: LambdaClient,
  functionName: string,
  name: string,
): Promise<void> {
  const { Aliases = [] } = await client.send(new ListAliasesCommand({ FunctionName: functionName }))
  if (Aliases.length === 0) return
  throw new UserError(
    `The function "${functionName}" has no alias "${name}".`,
    `Its aliases: ${Aliases.map(({ Name }) => Name ?? '').join(', ')}. Correct "lambda-alias", or create it: aws lambda create-alias --function-name ${functionName} --name ${name} --function-version VERSION.`,
  )
}

/** Creates an alias; one that is there by now is left as it is. */
export async function createAlias(site: Site, name: string, version: string): Promise<AliasState> {
  try {
    const command = new CreateAliasCommand({ FunctionName: site.arn, Name: name, FunctionVersion: version })
    const created = stateOf(await site.client.send(command))
    site.accepted = true
    return created
  } catch (error) {
    // It may be ours, when the answer to a first try was lost.
    if (awsErrorName(error) !== 'ResourceConflictException') throw error
    const there = await readAlias(site.client, site.arn, name)
    if (there === undefined) throw error
    return there
  }
}

/**
 * Moves an alias, unless someone else moved it since it was read.
 * @returns the alias as it is then
 * @throws a halt as `superseded`
 */
export async function moveAlias(site: Site, alias: AliasState, to: Routing): Promise<AliasState> {
  let known = alias
  for (let stale = 0; ; stale += 1) {
    const { name, revisionId } = known
    const command = new UpdateAliasCommand({
      FunctionName: site.arn,
      Name: name,
      FunctionVersion: to.version,
      // An empty map takes the weights away; no map leaves them.
      RoutingConfig: { AdditionalVersionWeights: { ...to.weights } },
      ...(revisionId === undefined ? {} : { RevisionId: revisionId }),
    })
    try {
      return stateOf(await write(site, async () => await site.client.send(command)))
    } catch (error) {
      if (!isStale(error) || stale === MOST_STALE) throw error
      const now = await readAlias(site.client, site.arn, name)
      // The first try was carried out, and its answer lost.
      if (now !== undefined && isSameRouting(now, to)) return now
      if (now === undefined || !isSameRouting(now, alias)) throw moved(name, now)
      known = now
    }
  }
}

function moved(name: string, now: AliasState | undefined): Error {
  const where = now === undefined ? 'it is gone' : `it points to version ${now.version}`
  return superseded(`Something else moved the alias "${name}" while it was released: ${where} now.`)
}
