import type { AwsSession } from '../aws/session.ts'
import { messageOf } from '../errors.ts'
import type { Log } from '../runner/log.ts'

/** A JSON document to keep, and where. */
export interface StoredRecord {
  readonly bucket: string
  readonly region: string
  readonly key: string
  readonly value: object
}

/** Keeps a record in a bucket. What it tells of has happened already, so a failure is a warning. */
export async function keepRecord(record: StoredRecord, session: AwsSession, log: Log): Promise<void> {
  const { bucket, region, key, value } = record
  try {
    const { PutObjectCommand, S3Client } = await import('@aws-sdk/client-s3')
    await session.client(S3Client, region).send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: `${JSON.stringify(value, undefined, 2)}\n`,
        ContentType: 'application/json',
      }),
    )
    log.info(`Recorded in s3://${bucket}/${key}`)
  } catch (error) {
    log.warning(`The record s3://${bucket}/${key} could not be written: ${messageOf(error)}`)
  }
}
