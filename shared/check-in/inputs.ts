import { readBuildInputs, type BuildInputs } from '../build/inputs.ts'
import { readDockerizeInputs, type DockerizeInputs } from '../dockerize/inputs.ts'
import { readReleaseInputs, type ReleaseInputs } from '../release/request/inputs.ts'
import type { InputReader } from '../runner/inputs.ts'

/** The inputs of a check-in: those of the three actions, where a name they share means the same. */
export interface CheckInInputs {
  readonly dockerize: DockerizeInputs
  readonly build: BuildInputs
  readonly release: ReleaseInputs
}

/**
 * Reads the inputs of a check-in.
 * @throws UserError for a value that is not valid, and for an input that a check-in cannot have
 */
export function readCheckInInputs(reader: InputReader): CheckInInputs {
  const release = readReleaseInputs(reader)
  if (release.rollback) {
    reader.refuse(
      ['rollback'],
      'a check-in releases the image of its own commit. Use release-action for a rollback.',
    )
  }
  return { dockerize: readDockerizeInputs(reader), build: readBuildInputs(reader), release }
}
