import type { Found } from '../../../found.ts'
import { searchLines } from '../../../parse/lines.ts'
import type { App } from '../../../view/file-view.ts'
import { byPackage, type PhpFramework } from './framework.ts'

const DRIVERS: Readonly<Record<string, string>> = {
  mysql: 'pdo_mysql',
  mariadb: 'pdo_mysql',
  pgsql: 'pdo_pgsql',
}

/** Laravel. Its configuration is not cached at build time: that would write the build's environment into the image. */
export const laravel: PhpFramework = {
  name: 'laravel',
  detect: byPackage('laravel/framework'),
  publicFolders: ['public'],
  writable: ['bootstrap/cache', 'storage'],
  folders: [
    'storage/app/public',
    'storage/framework/cache/data',
    'storage/framework/sessions',
    'storage/framework/views',
    'storage/logs',
  ],
  frontController: true,
  // Source: Laravel's config/view.php. It makes the folder by itself, and /tmp is what Lambda lets it write to.
  env: {
    APP_ENV: 'production',
    APP_DEBUG: 'false',
    LOG_CHANNEL: 'stderr',
    VIEW_COMPILED_PATH: '/tmp/views',
  },
  routes: /\bRoute::(?:get|any|view)\(\s*['"]\/?([\w/-]{2,40})['"]/g,
  // Source: Laravel's documentation, "Deployment", the health route.
  healthPath: (app) => {
    const file = 'bootstrap/app.php'
    const match = searchLines(app.files.head(file) ?? '', /\bhealth:\s*['"](\/[\w/-]+)['"]/)
    const value = match?.groups[0]
    return match === undefined || value === undefined
      ? undefined
      : { value, file: app.at(file), line: match.line }
  },
  extensions: (app, composer) => {
    const driver = setting(app, 'DB_CONNECTION')
    const extension = DRIVERS[driver?.value ?? '']
    const store = ['CACHE_STORE', 'CACHE_DRIVER', 'SESSION_DRIVER', 'QUEUE_CONNECTION']
      .map((name) => setting(app, name))
      .find((found) => found?.value === 'redis')
    const client = setting(app, 'REDIS_CLIENT')?.value ?? 'phpredis'
    const redis =
      composer?.dependency('predis/predis') === undefined && client === 'phpredis' ? store : undefined
    return [
      ...(driver === undefined || extension === undefined ? [] : [{ ...driver, value: extension }]),
      ...(redis === undefined ? [] : [redis]),
    ]
  },
  needs: () =>
    'Laravel answers nothing without APP_KEY: set it, and the DB_ variables, where the image runs. The image migrates no database: several tasks would do so at once. What it writes to storage/ is gone with the container, and AWS Lambda refuses it: keep sessions, cache and uploads elsewhere (SESSION_DRIVER, CACHE_STORE, FILESYSTEM_DISK).',
}

/** What the sample of the settings says, which is what the application is made to run with. */
function setting(app: App, name: string): Found<string> | undefined {
  const lines = app.files.text('.env.example')?.split(/\r?\n/) ?? []
  const index = lines.findIndex((line) => line.startsWith(`${name}=`))
  const value = lines[index]?.slice(name.length + 1).trim()
  return value === undefined || value === ''
    ? undefined
    : { value, file: app.at('.env.example'), line: index + 1 }
}
