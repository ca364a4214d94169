import { UserError } from '../../../errors.ts'
import { originOf, type Found } from '../../found.ts'

/** A path for /bin/sh in which every character stands for itself, but for the `*` that stands for a version. */
export function shellPath(path: string): string {
  return path.replace(/[^\w./*:@+,=-]/g, '\\$&')
}

/** A name that a file can have without making two words or lines of one. Throws a UserError for any other. */
export function fileName(found: Found<string>): string {
  if (found.value !== '' && !/[\s/\p{Cc}]/u.test(found.value) && !found.value.includes('${'))
    return found.value
  throw new UserError(
    `The name of what is built, "${found.value.replace(/\s+/g, ' ')}" (${originOf(found)}), cannot be told.`,
    'Give it a name of letters, digits, dots and hyphens, and properties that are set in a pom.xml of the repository.',
  )
}
