import type { Found } from '../../../found.ts'
import { searchLines } from '../../../parse/lines.ts'
import { byPackage, isCommitted, type PhpFramework } from './framework.ts'

const DATABASES: readonly (readonly [RegExp, string])[] = [
  [/^DATABASE_URL=["']?(?:postgres\w*|pgsql):/m, 'pdo_pgsql'],
  [/^DATABASE_URL=["']?(?:mysql|mariadb):/m, 'pdo_mysql'],
]

/** Symfony: its cache and its assets are made at build time, for the environment `prod`. */
export const symfony: PhpFramework = {
  name: 'symfony',
  detect: byPackage('symfony/framework-bundle'),
  publicFolders: ['public', 'web'],
  writable: ['var'],
  frontController: true,
  env: { APP_ENV: 'prod', APP_DEBUG: '0' },
  readsDotEnv: true,
  routes: /#\[Route\(\s*(?:path:\s*)?['"]\/?([\w/-]{2,40})['"]/g,
  build: (app, { scripts, dependency }) => {
    const has = (name: string): boolean => dependency(name) !== undefined
    const mapped = app.files.isFile('importmap.php')
    return [
      ...(has('symfony/flex') && isCommitted(app, '.env') ? ['composer dump-env prod'] : []),
      // Its scripts make the cache and install assets; without them the cache alone is made.
      scripts.has('post-install-cmd')
        ? 'composer run-script --no-dev post-install-cmd'
        : 'php bin/console cache:clear',
      ...(has('symfonycasts/tailwind-bundle') ? ['php bin/console tailwind:build --minify'] : []),
      ...(has('symfonycasts/sass-bundle') ? ['php bin/console sass:build'] : []),
      ...(mapped ? ['php bin/console asset-map:compile'] : []),
    ]
  },
  extensions: (app) =>
    DATABASES.flatMap(([pattern, value]): readonly Found<string>[] => {
      const match = searchLines(app.files.text('.env') ?? '', pattern)
      return match === undefined ? [] : [{ value, file: app.at('.env'), line: match.line }]
    }),
  needs: (app) => {
    const names = ['APP_SECRET', 'DATABASE_URL'].filter((name) =>
      new RegExp(`^${name}=`, 'm').test(app.files.text('.env') ?? ''),
    )
    return names.length === 0
      ? undefined
      : `${app.at('.env')} has defaults for development: set ${names.join(' and ')} where the image runs. The image migrates no database: several tasks would do so at once.`
  },
}
