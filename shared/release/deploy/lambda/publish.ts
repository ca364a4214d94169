import { PublishVersionCommand } from '@aws-sdk/client-lambda'
import { awsErrorName } from '../../../aws/errors.ts'
import type { FunctionState } from './function.ts'
import { halt, superseded } from './halt.ts'
import { explainReason } from './reasons.ts'
import { settle, type Site, write } from './site.ts'

// Source: AWS Lambda API Reference, PublishVersion, Description.
const LONGEST_DESCRIPTION = 256

/**
 * Publishes what `$LATEST` runs, and waits until the version can take requests. Where nothing has changed since the
 * newest version, Lambda answers with that one.
 * @param latest as it was read after its update
 * @returns the version's number
 * @throws a halt when it does not come up, or someone else changed the code in between
 */
export async function publishVersion(
  site: Site,
  latest: FunctionState,
  description: string,
): Promise<string> {
  const { codeSha256, digest } = latest
  const command = new PublishVersionCommand({
    FunctionName: site.arn,
    Description: description.slice(0, LONGEST_DESCRIPTION),
    ...(codeSha256 === undefined ? {} : { CodeSha256: codeSha256 }),
  })
  const { Version } = await write(site, async () => await site.client.send(command)).catch(
    (error: unknown) => {
      const isOther =
        awsErrorName(error) === 'InvalidParameterValueException' && /CodeSha/i.test(String(error))
      throw isOther
        ? superseded('Something else updated the function before its version was published.')
        : error
    },
  )
  if (Version === undefined) throw new Error('Lambda published a version without a number.')
  const published = await settle(site, Version)
  if (published.failed) {
    const { reasonCode, reason } = published
    const what = `Lambda could not make version ${Version} ready`
    throw halt({ result: 'failed', ...explainReason(what, reasonCode, reason) })
  }
  if (published.digest === digest) {
    site.ports.log.info(`${site.name}: version ${Version} is ready`)
    return Version
  }
  throw superseded(`Version ${Version} of the function runs ${published.image ?? 'another image'}.`)
}
