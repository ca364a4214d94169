import { withValue, type Found } from '../found.ts'
import { migrates } from '../decide/migrations.ts'
import { splitCommands } from '../parse/commands.ts'

// What installs, prepares a machine, or only talks.
const INSTALLS = [
  /^(?:npm|pnpm|bun) (?:i|install|ci|clean-install|add)\b/,
  /^yarn(?: install\b| add\b|$)/,
  /^(?:python3? -m )?pip3? install\b/,
  /^(?:poetry|pipenv|pdm|uv) (?:install|sync|lock)\b|^uv pip install\b/,
  /^(?:bundle|composer|gem) (?:install|config)\b/,
  /^go mod (?:download|tidy|vendor)\b|^go get\b|^cargo fetch\b|^dotnet restore\b/,
  /^mix (?:deps\.get|local\.\w+)\b/,
  /^corepack\b|^(?:apt|apt-get|apk) |^(?:nvm|rbenv|pyenv|asdf|mise) /,
  /^(?:set|echo|export|source|true|cd \.)(?: |$)|^\. /,
]

// What frameworks' own images do with more care: with no secret, and only where there is something to do.
const OWN = [/\bmanage\.py (?:collectstatic|compress|compilemessages)\b/, /\b(?:rails|rake) assets:/]

// A script may do all of it at once; what it does is not to be seen here.
const SCRIPT = /^(?:(?:ba|z)?sh )?(?:\.\/)?[\w./-]*\.(?:sh|bash)\b|^(?:\.\/)?bin\/[\w.-]+$|^make\b/

/** What is left of a build command, and what nobody can tell the meaning of. */
export interface BuildHint {
  readonly build: Found<string> | undefined
  /** Set where the command runs a script that may well install and migrate, too. */
  readonly unclear: boolean
}

/**
 * A platform's build command without what it does beside building: installing, which the image does in a layer of its
 * own, and migrating, which no image can. Nothing is left of most.
 */
export function buildHint(found: Found<string> | undefined): BuildHint {
  if (found === undefined) return { build: undefined, unclear: false }
  const rest = splitCommands(found.value).filter(
    (command) => !migrates(command) && ![...INSTALLS, ...OWN].some((pattern) => pattern.test(command)),
  )
  if (rest.some((command) => SCRIPT.test(command))) return { build: undefined, unclear: true }
  return { build: rest.length === 0 ? undefined : withValue(found, rest.join(' && ')), unclear: false }
}

/** A platform's start command without the installing before it, which the image has done. */
export function startHint(found: Found<string> | undefined): Found<string> | undefined {
  if (found === undefined) return undefined
  const commands = splitCommands(found.value)
  const first = commands.findIndex((command) => !INSTALLS.some((pattern) => pattern.test(command)))
  if (first <= 0) return first === -1 ? undefined : found
  return withValue(found, commands.slice(first).join(' && '))
}
