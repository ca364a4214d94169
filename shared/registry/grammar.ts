/**
 * What is wrong with a name, tag or digest, as a clause that goes on after it (`which ...`, `whose ...`); undefined for
 * a valid one. Source: OCI Distribution Specification v1.1, "Pulling manifests", and the grammar of
 * github.com/distribution/reference, which is the same one with a longest name.
 */

// RepositoryNameTotalLengthMax of distribution/reference, without which no Docker client can name it; ECR itself takes
// 2 to 256 characters (Amazon ECR API Reference, CreateRepository).
const LONGEST_NAME = 255
const SHORTEST_NAME = 2
const LONGEST_TAG = 128
const MOST_SHOWN = 300
const HEXADECIMAL_DIGITS = 64
// One ".", one or two "_", or any number of "-".
const SEPARATOR = /^(?:\.|__?|-+)$/

/** What is wrong with the name of a repository, without its host. */
export function faultOfName(name: string): string | undefined {
  if (name === '') return 'which is empty'
  if (name.length > LONGEST_NAME) {
    return `which has ${name.length} characters; a repository's name has at most ${LONGEST_NAME}`
  }
  if (name.startsWith('/')) return 'which begins with "/"'
  if (name.endsWith('/')) return 'which ends with "/"'
  if (name.includes('//')) return 'which has an empty part between "/" and "/"'
  const parts = name.split('/')
  const part = parts.find((candidate) => faultOfPart(candidate) !== undefined)
  if (part !== undefined) {
    return `${parts.length === 1 ? 'which' : `whose part "${part}"`} ${faultOfPart(part) ?? ''}`
  }
  if (name.length < SHORTEST_NAME) {
    return `which has 1 character; a repository's name in Amazon ECR has at least ${SHORTEST_NAME}`
  }
  return undefined
}

function faultOfPart(part: string): string | undefined {
  const upper = /[A-Z]/.exec(part)?.[0]
  if (upper !== undefined) return `has the upper-case letter "${upper}"`
  const stranger = /[^a-z0-9._-]/u.exec(part)?.[0]
  if (stranger !== undefined) return `has the character ${shownCharacter(stranger)}`
  const first = /^[._-]/.exec(part)?.[0]
  if (first !== undefined) return `begins with "${first}"`
  const last = /[._-]$/.exec(part)?.[0]
  if (last !== undefined) return `ends with "${last}"`
  const separator = (part.match(/[._-]+/g) ?? []).find((run) => !SEPARATOR.test(run))
  if (separator === undefined) return undefined
  return `has "${separator}"; one ".", one or two "_", or hyphens can be between letters and digits`
}

/** What is wrong with a tag. */
export function faultOfTag(tag: string): string | undefined {
  if (tag === '') return 'which is empty'
  if (tag.length > LONGEST_TAG) return `which has ${tag.length} characters; a tag has at most ${LONGEST_TAG}`
  const first = /^[.-]/.exec(tag)?.[0]
  if (first !== undefined) return `which starts with "${first}"; a tag cannot`
  const stranger = /[^\w.-]/u.exec(tag)
  if (stranger === null) return undefined
  return `whose character ${shownCharacter(stranger[0])} (number ${stranger.index + 1}) cannot be in a tag`
}

/** What is wrong with a digest; sha256 is the only algorithm that ECR has. */
export function faultOfDigest(digest: string): string | undefined {
  if (digest === '') return 'which is empty'
  const colon = digest.indexOf(':')
  if (colon < 0) {
    return /^[0-9a-f]{64}$/i.test(digest)
      ? 'which lacks "sha256:" before its digits'
      : 'which has no ":"; a digest is "sha256:" and 64 hexadecimal digits'
  }
  const algorithm = digest.slice(0, colon)
  if (algorithm !== 'sha256') {
    return `whose algorithm is "${shortened(algorithm)}"; Amazon ECR has no other than "sha256"`
  }
  const digits = digest.slice(colon + 1)
  const stranger = /[^0-9a-f]/iu.exec(digits)
  if (stranger !== null) {
    const number = colon + 1 + stranger.index + 1
    return `whose character ${shownCharacter(stranger[0])} (number ${number}) is no hexadecimal digit`
  }
  const upper = /[A-F]/.exec(digits)?.[0]
  if (upper !== undefined) return `which has the upper-case digit "${upper}"; a digest has lower-case ones`
  if (digits.length === HEXADECIMAL_DIGITS) return undefined
  return `which has ${digits.length} hexadecimal digits instead of ${HEXADECIMAL_DIGITS}`
}

/** What is wrong with what may be a tag or a digest; as a digest where it looks like one. */
export function faultOfReference(reference: string): string | undefined {
  const looksLikeDigest = /^(?:sha\d+:|[a-z0-9]+:[0-9a-f]{32})/i.test(reference)
  return looksLikeDigest ? faultOfDigest(reference) : faultOfTag(reference)
}

/** A character for a message: as it is where it can be seen, else by its number. */
export function shownCharacter(character: string): string {
  if (/^[\p{L}\p{N}\p{P}\p{S} ]$/u.test(character)) return `"${character}"`
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

/** A text for a message: an input can be as long as a whole file. */
export function shortened(text: string): string {
  return text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)}...`
}
