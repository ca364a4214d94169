import type { AwsSession } from '../aws/session.ts'
import { messageOf } from '../errors.ts'
import type { Log } from '../runner/log.ts'
import type { GithubContext } from './github-context.ts'
import { type BuildResult, tagsOfResult } from './result.ts'

/** Where the record of a commit's build is kept in the bucket. */
export function recordKey({ repository, commit }: Pick<BuildResult, 'repository' | 'commit'>): string {
  return `builds/${repository.name}/${commit}.json`
}

/**
 * The record of a build: which image a commit became, and which run made it.
 * @param now milliseconds since the epoch
 */
export function buildRecord(result: BuildResult, github: GithubContext, now: number): string {
  const { repository, commit, digest, difference } = result
  const record = {
    version: 1,
    repository: repository.name,
    commit,
    digest,
    image: `${repository.url}@${digest}`,
    tags: tagsOfResult(result),
    difference,
    source: github.repositoryUrl,
    run: github.runUrl,
    time: new Date(now).toISOString(),
  }
  return `${JSON.stringify(record, undefined, 2)}\n`
}

/** Keeps the record in a bucket in the image's region. The image is pushed already, so a failure is a warning. */
export async function keepRecord(
  bucket: string,
  result: BuildResult,
  record: string,
  session: AwsSession,
  log: Log,
): Promise<void> {
  const key = recordKey(result)
  try {
    const { PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3')
    await session
      .client(S3Client, result.repository.region)
      .send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: record, ContentType: 'application/json' }))
    log.info(`The build record is s3://${bucket}/${key}.`)
  } catch (error) {
    log.warning(`The build record s3://${bucket}/${key} could not be written: ${messageOf(error)}`)
  }
}
