import { UserError } from '../../../errors.ts'
import type { Step } from '../../image/steps.ts'
import { originOf, type Found } from '../../found.ts'
import { searchLines } from '../../parse/lines.ts'
import type { App } from '../../view/file-view.ts'
import type { Composer } from './composer.ts'
import { BUNDLED, EXTENSIONS } from './extension-table.ts'

// What source without a composer.json tells by what it calls.
const CALLS: readonly (readonly [string, RegExp])[] = [
  ['mysqli', /\bmysqli_connect\(|\bnew \\?mysqli\(/],
  ['pdo_mysql', /['"]mysql:(?:host|unix_socket|dbname)=/],
  ['pdo_pgsql', /['"]pgsql:(?:host|dbname|port)=/],
  ['pgsql', /\bpg_connect\(/],
  ['redis', /\bnew \\?Redis\(/],
  ['gd', /\bimagecreate(?:truecolor|from\w+)?\(/],
  ['zip', /\bnew \\?ZipArchive\b/],
  ['intl', /\bnew \\?(?:NumberFormatter|IntlDateFormatter|Collator)\(/],
  ['bcmath', /\bbc(?:add|sub|mul|div)\(/],
  ['soap', /\bnew \\?SoapClient\(/],
]

/**
 * The extensions that the application asks for and the image lacks, by name: from composer.json, from the locked
 * packages, from `more`, and where there is no composer.json from the source. Throws a UserError for one that no rule
 * knows, or that the image cannot have.
 */
export function extensions(
  app: App,
  composer: Composer | undefined,
  files: readonly string[],
  more: readonly Found<string>[],
): readonly Found<string>[] {
  const asked = [
    ...(composer === undefined ? calledExtensions(app, files) : requiredExtensions(app, composer)),
    ...more,
  ]
  const byName = new Map<string, Found<string>>()
  for (const found of asked) {
    const name = found.value.toLowerCase()
    if (BUNDLED.has(name) || byName.has(name) || EXTENSIONS[name]?.development === true) continue
    if (EXTENSIONS[name] === undefined) {
      throw new UserError(
        `The extension "${name}" (${originOf(found)}) is not one that is known how to install.`,
        'Write a Dockerfile; it is then used as it is.',
      )
    }
    byName.set(name, { ...found, value: name })
  }
  return [...byName.values()].sort((one, other) => (one.value < other.value ? -1 : 1))
}

function requiredExtensions(app: App, composer: Composer): readonly Found<string>[] {
  const own = [...composer.require].flatMap(([name, found]) =>
    name.startsWith('ext-') ? [{ ...found, value: name.slice(4) }] : [],
  )
  const provided = new Set(composer.json.strings('provide').keys())
  const locked = [...(composer.locked?.values() ?? [])].flatMap(({ name, require }) =>
    Object.keys(require)
      .filter((key) => key.startsWith('ext-') && !provided.has(key))
      .map((key): Found<string> => ({
        value: key.slice(4),
        file: app.at('composer.lock'),
        why: `asked for by ${name}`,
      })),
  )
  return [...own, ...locked]
}

function calledExtensions(app: App, files: readonly string[]): readonly Found<string>[] {
  return CALLS.flatMap(([name, pattern]) => {
    for (const file of files) {
      const match = searchLines(app.files.head(file) ?? '', pattern)
      if (match !== undefined) return [{ value: name, file: app.at(file), line: match.line }]
    }
    return []
  })
}

/**
 * Compiles the extensions. `debian13`: the names of their libraries are known, so that all that only compiles is taken
 * away again in the same layer; else it stays.
 */
export function installExtensions(names: readonly string[], debian13: boolean): Step | undefined {
  if (names.length === 0) return undefined
  const known = names.map((name) => ({ name, ...EXTENSIONS[name] }))
  const build = unique(known.flatMap((one) => one.build ?? []))
  const run = debian13 ? unique(known.flatMap((one) => one.run ?? [])) : []
  const own = known.filter(({ pecl }) => pecl !== true).map(({ name }) => name)
  const pecl = known.filter((one) => one.pecl === true).map(({ name }) => name)
  const packages = [...run, ...build]
  return {
    kind: 'run',
    why: [
      build.length > 0 && debian13
        ? 'Extensions, and the libraries that they load; what only compiles them goes again in the same layer.'
        : 'Extensions that the application asks for.',
    ],
    commands: [
      ...(packages.length === 0
        ? []
        : ['apt-get update', `apt-get install --yes --no-install-recommends ${packages.join(' ')}`]),
      ...known.flatMap(({ name, configure }) =>
        configure === undefined ? [] : [`docker-php-ext-configure ${name} ${configure}`],
      ),
      ...(own.length === 0 ? [] : [`docker-php-ext-install -j"$(nproc)" ${own.join(' ')}`]),
      ...(pecl.length === 0
        ? []
        : [
            `pecl install ${pecl.join(' ')}`,
            `docker-php-ext-enable ${pecl.join(' ')}`,
            'rm -rf /tmp/pear /root/.pearrc',
          ]),
      ...(build.length > 0 && debian13 ? [`apt-get purge --yes --auto-remove ${build.join(' ')}`] : []),
      ...(packages.length === 0 ? [] : ['rm -rf /var/lib/apt/lists/*']),
    ],
  }
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort()
}
