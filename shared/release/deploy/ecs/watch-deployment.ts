import {
  type ContainerImage,
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  type ECSClient,
  ListServiceDeploymentsCommand,
  type ServiceDeployment,
  type ServiceDeploymentBrief,
} from '@aws-sdk/client-ecs'
import { isAccessDenied } from '../../../aws/errors.ts'
import type { EcsService } from '../../request/target.ts'
import { proveDigest } from './rollout-digest.ts'
import type { Judged, Seen } from './rollout-seen.ts'

/** The service deployment that is watched, and what its revision says it runs, as far as it was asked for. */
export interface ToldDeployment {
  readonly deployment: ServiceDeployment
  readonly images: Seen['images']
}

// A deployment of the same task definition that is older than ours, as after a quick way there and back, is not ours.
const CREATED_MARGIN_MS = 5_000
// Source: API Reference, DescribeServiceRevisions: at most 20 ARNs.
const MOST_REVISIONS = 20

/**
 * Finds the service deployment that UpdateService started, and follows it. It is not named in UpdateService's answer:
 * it is the one whose target revision runs our task definition, created when ours was.
 * @param note is told once what the role may not see
 * @param finder asks for the list of deployments; the client unless told
 * @returns asks once more; undefined while the list of deployments lags behind
 */
export function openDeployment(
  client: ECSClient,
  { cluster, service }: EcsService,
  judged: Judged,
  note: (text: string) => void,
  finder: ECSClient = client,
): () => Promise<ToldDeployment | undefined> {
  const taskDefinitions = new Map<string, string>()
  let arn: string | undefined
  let images: readonly ContainerImage[] | undefined
  let mayAskRevisions = true

  const askRevisions = async (revisions: readonly string[]): Promise<void> => {
    if (!mayAskRevisions || revisions.length === 0) return
    try {
      const { serviceRevisions = [] } = await client.send(
        new DescribeServiceRevisionsCommand({ serviceRevisionArns: revisions.slice(0, MOST_REVISIONS) }),
      )
      for (const revision of serviceRevisions) {
        taskDefinitions.set(revision.serviceRevisionArn ?? '', revision.taskDefinition ?? '')
        if (revision.taskDefinition === judged.taskDefinition) images = revision.containerImages
      }
    } catch (error) {
      if (!isAccessDenied(error)) throw error
      mayAskRevisions = false
      note(
        'the role may not see its service revisions, so that the digest which runs is not proved. Allow ecs:DescribeServiceRevisions.',
      )
    }
  }

  const find = async (): Promise<string | undefined> => {
    const after = judged.createdAt && new Date(judged.createdAt.getTime() - CREATED_MARGIN_MS)
    const { serviceDeployments = [] } = await finder.send(
      new ListServiceDeploymentsCommand({ cluster, service, ...(after ? { createdAt: { after } } : {}) }),
    )
    const revisionOf = ({ targetServiceRevisionArn = '' }: ServiceDeploymentBrief): string =>
      targetServiceRevisionArn
    await askRevisions(serviceDeployments.map(revisionOf).filter((each) => !taskDefinitions.has(each)))
    const own = serviceDeployments.filter(
      (each) => !mayAskRevisions || taskDefinitions.get(revisionOf(each)) === judged.taskDefinition,
    )
    return nearest(own, judged.createdAt)?.serviceDeploymentArn
  }

  return async () => {
    arn ??= await find()
    if (arn === undefined) return undefined
    const answer = await client.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }))
    const [deployment] = answer.serviceDeployments ?? []
    if (deployment === undefined) return undefined
    const { expected } = judged
    if (deployment.status === 'SUCCESSFUL' && expected && proveDigest(images, expected) === 'unknown') {
      await askRevisions([deployment.targetServiceRevision?.arn ?? ''].filter((each) => each !== ''))
    }
    return { deployment, images: mayAskRevisions ? images : 'denied' }
  }
}

/** The deployment that was created closest to a time, the newest where none is known. */
function nearest(
  deployments: readonly ServiceDeploymentBrief[],
  createdAt: Date | undefined,
): ServiceDeploymentBrief | undefined {
  const distance = (each: ServiceDeploymentBrief): number => {
    const at = each.createdAt?.getTime() ?? 0
    return createdAt === undefined ? -at : Math.abs(at - createdAt.getTime())
  }
  return deployments.toSorted((a, b) => distance(a) - distance(b))[0]
}
