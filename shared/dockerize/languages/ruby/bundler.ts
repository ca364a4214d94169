import semver from 'semver'
import { UserError } from '../../../errors.ts'
import { originOf, warningAt, type Found, type Warning } from '../../found.ts'
import type { Gemfile } from './gemfile.ts'
import type { Lockfile } from './lockfile.ts'

// `ruby` is any platform; musl's Linux is another one than that of the images.
const LINUX = /^(?:ruby|(?:x86_64|aarch64|arm64)-linux(?:-gnu)?)$/
const ANY_OR_INTEL = /^(?:ruby|x86_64-linux(?:-gnu)?)$/

/**
 * Throws a UserError for what Bundler refuses in the image: gems from outside of the application's folder; a lockfile for
 * no platform of its Linux; and one of Bundler 1, which Bundler 2 installs and hands over to, on a Ruby that it does not
 * run on. Sources: Bundler's documentation, "bundle-lock(1)", --add-platform, and "bundle-config(1)", version; seen with
 * Bundler 2.3 and 2.6.
 */
export function requireUsable(gemfile: Gemfile | undefined, ruby: Found<string>): void {
  const { lock, outside } = gemfile ?? {}
  if (outside !== undefined) {
    throw new UserError(
      `${originOf(outside)} takes gems from "${outside.value}", which is outside the folder of the application.`,
      'Move them inside, or name them by their repository (git:).',
    )
  }
  const [first] = lock?.platforms ?? []
  if (lock !== undefined && first !== undefined && !lock.platforms.some(({ value }) => LINUX.test(value))) {
    throw new UserError(
      `The lockfile is for ${lock.platforms.map(({ value }) => value).join(', ')} (${originOf(first)}), and Bundler refuses to install it on Linux.`,
      'Run "bundle lock --add-platform x86_64-linux aarch64-linux" and commit the lockfile.',
    )
  }
  const bundler = lock?.bundler
  if (bundler === undefined || !bundler.value.startsWith('1.') || !since(ruby, '3.2.0')) return
  throw new UserError(
    `The lockfile is of Bundler ${bundler.value} (${originOf(bundler)}), which does not run on Ruby ${ruby.value} (${originOf(ruby)}).`,
    'Run "bundle update --bundler" and commit the lockfile.',
  )
}

/** What to tell of a lockfile that the image installs on some machines alone. */
export function platformWarnings(lock: Lockfile | undefined): readonly Warning[] {
  const arm = lock?.platforms.find(({ value }) => LINUX.test(value) && !ANY_OR_INTEL.test(value))
  if (arm === undefined || lock?.platforms.some(({ value }) => ANY_OR_INTEL.test(value)) === true) return []
  return [
    warningAt(
      arm,
      'The lockfile is for Linux on ARM alone: to build for other machines, run "bundle lock --add-platform x86_64-linux".',
    ),
  ]
}

/**
 * The command that installs the lockfile's Bundler where the image's own does not do that by itself, as it does since
 * Ruby 3.1, and where it is of another major version, which RubyGems then insists on. Source: Bundler's blog, "Bundler
 * v2.3: Locking Bundler itself"; "How to Upgrade to Bundler 2", Version Autoswitch.
 */
export function installBundler(lock: Lockfile | undefined, ruby: string): string | undefined {
  const locked = lock?.bundler?.value
  const own = semver.lt(full(ruby), '2.7.0') ? '1' : '2'
  if (locked === undefined || !semver.lt(full(ruby), '3.1.0') || locked.startsWith(`${own}.`))
    return undefined
  return /^[\w.]+$/.test(locked) ? `gem install bundler --version ${locked} --no-document` : undefined
}

function since(ruby: Found<string>, release: string): boolean {
  return semver.gte(full(ruby.value), release)
}

/** A tag without a patch is its line's first release: enough to tell lines apart. */
function full(ruby: string): string {
  return semver.coerce(ruby)?.version ?? '3.4.0'
}
