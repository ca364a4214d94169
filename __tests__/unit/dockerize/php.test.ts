import { describe, expect, it } from 'vitest'
import { composerRange } from '../../../shared/dockerize/languages/php/constraint.ts'
import { resolvePhpVersions } from '../../../shared/dockerize/languages/php/version.ts'
import { errorOf, planFor } from './memory-view.ts'

const plain = { 'public/index.php': '<?php\n' }

describe('a constraint of Composer', () => {
  it.each([
    ['^8.1|^8.2', '8.4'],
    ['~8.2', '8.4'],
    ['~8.2.0', '8.2'],
    ['>=8.0,<8.3', '8.2'],
    ['8.3.*', '8.3'],
    ['8.1 - 8.3', '8.3'],
    ['8.2.4', '8.2.4'],
    ['php-8.3', '8.3'],
  ])('"%s" gives %s', (constraint, tag) => {
    expect(resolvePhpVersions(constraint)[0]).toBe(tag)
  })

  it('that is none is none', () => {
    expect(composerRange('eight')).toBeUndefined()
    expect(errorOf(() => planFor({ ...plain, '.php-version': 'eight\n' })).message).toMatch(
      /"eight" \(\.php-version:1\)/,
    )
  })
})

describe('PHP', () => {
  it('is served by Apache as no root, and published by its folder alone', () => {
    const { dockerfile, framework, port, runCommand } = planFor(plain)
    expect([framework.value, port.value, runCommand.value]).toEqual(['php', 8000, ['apache2-foreground']])
    expect(dockerfile).toContain('DocumentRoot /app/public')
    expect(dockerfile).toContain('Listen ${PORT}')
    expect(dockerfile).toContain('USER 33:33')
    expect(dockerfile).toContain('STOPSIGNAL SIGWINCH')
    // Without a front controller an unknown path is an unknown path.
    expect(dockerfile).not.toContain('FallbackResource')
  })

  it.each([
    ['index.php', 'DocumentRoot /app\n'],
    ['web/index.php', 'DocumentRoot /app/web\n'],
    ['src/index.php', 'DocumentRoot /app/src\n'],
  ])('finds %s', (file, line) => {
    expect(planFor({ [file]: '<?php\n' }).dockerfile).toContain(line)
  })

  it('takes the extensions that the source calls', () => {
    const files = { 'index.php': "<?php\n$db = new PDO('mysql:host=db');\n$r = new Redis();\n" }
    const { dockerfile } = planFor(files)
    expect(dockerfile).toContain('docker-php-ext-install -j"$(nproc)" pdo_mysql')
    expect(dockerfile).toContain('pecl install redis')
  })

  it('keeps the folder of packages out, whatever it is called, and takes none from outside of its own', () => {
    const composer = (more: object): Readonly<Record<string, object | string>> => ({
      ...plain,
      'composer.json': { require: { 'a/b': '1' }, ...more },
      'packages/one/composer.json': '{}',
    })
    expect(planFor(composer({ config: { 'vendor-dir': './lib/vendor/' } })).ignore).toContain('lib/vendor')
    const path = (url: string): object => ({ repositories: [{ type: 'path', url }] })
    expect(planFor(composer(path('./packages/*'))).dockerfile).toContain('COPY packages ./packages')
    expect(errorOf(() => planFor(composer(path('../packages/*')))).message).toBe(
      'composer.json:5 takes packages from "../packages/*", which is outside the folder of the application.',
    )
  })

  it('installs the extensions that the locked packages ask for, and takes away what only compiles', () => {
    const { dockerfile } = planFor({
      ...plain,
      'composer.json': { require: { php: '^8.2', 'ext-gd': '*', 'ext-json': '*' } },
      'composer.lock': { packages: [{ name: 'a/b', dist: {}, require: { 'ext-intl': '*' } }] },
    })
    expect(dockerfile).toMatch(/apt-get install .*libicu76 .*libicu-dev/)
    expect(dockerfile).toContain('docker-php-ext-install -j"$(nproc)" gd intl')
    expect(dockerfile).toMatch(/apt-get purge .*libicu-dev/)
    expect(dockerfile).not.toMatch(/apt-get purge .*libicu76/)
  })

  it('refuses an extension that it does not know', () => {
    const files = { ...plain, 'composer.json': { require: { 'ext-oci8': '*' } } }
    expect(errorOf(() => planFor(files)).message).toMatch(/"oci8" \(composer.json:3\)/)
  })

  it('takes the best version that the locked packages allow, too', () => {
    const lock = { packages: [{ name: 'a/b', dist: {}, require: { php: '>=7.1 <8.4' } }] }
    const { version } = planFor({
      ...plain,
      'composer.json': { require: { php: '>=8.1' } },
      'composer.lock': lock,
    })
    expect(version).toMatchObject({ value: '8.3', file: 'composer.json', line: 3, why: 'a/b allows no 8.4' })
    const files = { ...plain, 'composer.json': { require: { php: '~8.4.0' } }, 'composer.lock': lock }
    expect(errorOf(() => planFor(files)).message).toMatch(
      /PHP 8.4 \(composer.json:3\).*a\/b in composer.lock/,
    )
  })

  it('says that a version is past its end of life', () => {
    expect(planFor({ ...plain, '.php-version': '8.1\n' }).warnings[0]?.text).toMatch(/8.1 .*2025-12-31/)
  })

  it.each([
    ['web: vendor/bin/heroku-php-apache2 web/', 'DocumentRoot /app/web\n'],
    ['web: php artisan serve --port=$PORT', 'DocumentRoot /app/public\n'],
    ['web: php -S 0.0.0.0:$PORT -t web', 'DocumentRoot /app/web\n'],
    ['web: php server.php $PORT', 'CMD ["php", "server.php", "8000"]'],
  ])('understands "%s"', (line, expected) => {
    expect(planFor({ ...plain, Procfile: `${line}\n` }).dockerfile).toContain(expected)
  })

  it('says what it looked for where Composer only brings tools', () => {
    const files = { 'composer.json': { 'require-dev': { 'a/b': '*' } } }
    expect(() => planFor(files)).toThrow(/No start command.*index.php/)
  })
})

describe('Laravel', () => {
  const files = {
    ...plain,
    'composer.json': { require: { 'laravel/framework': '^12.0' } },
    'bootstrap/app.php': "<?php\n    health: '/up',\n",
    '.env.example': 'DB_CONNECTION=mysql\n',
    'package.json': {
      scripts: { build: 'vite build' },
      devDependencies: { 'laravel-vite-plugin': '2', vite: '7' },
    },
    'package-lock.json': '{}',
  }

  it('gets its assets from a stage of Node.js, and its folders to write to', () => {
    const { dockerfile, healthCheckPath, warnings } = planFor(files)
    expect(healthCheckPath).toMatchObject({ value: '/up', file: 'bootstrap/app.php', line: 2 })
    expect(dockerfile).toContain('FROM node:24-slim AS assets')
    expect(dockerfile).toContain('COPY --from=assets /app/public/build ./public/build')
    expect(dockerfile).toContain('COPY --from=build --chown=33:33 /writable .')
    expect(dockerfile).toContain('pdo_mysql')
    // The environment of the build must not be cached into the image.
    expect(dockerfile).not.toContain('config:cache')
    expect(warnings.map(({ text }) => text).join()).toMatch(/APP_KEY/)
  })

  it('has PHP at hand where the bundler calls artisan', () => {
    const devDependencies = { 'laravel-vite-plugin': '2', '@laravel/vite-plugin-wayfinder': '1' }
    const { dockerfile } = planFor({
      ...files,
      'package.json': { scripts: { build: 'vite build' }, devDependencies },
    })
    expect(dockerfile).toContain('FROM vendor AS assets')
    expect(dockerfile).toContain('COPY --from=node:24-slim /usr/local/bin/node /usr/local/bin/')
  })

  it.each([
    ['frankenphp', 'FROM dunglas/frankenphp:1-php8.4-trixie'],
    ['swoole', 'pecl install swoole'],
    ['roadrunner', 'COPY --from=ghcr.io/roadrunner-server/roadrunner:2025 /usr/bin/rr'],
  ])('runs Octane on %s', (server, line) => {
    const { dockerfile, runCommand } = planFor({
      ...files,
      'composer.json': { require: { 'laravel/framework': '^12.0', 'laravel/octane': '^2.0' } },
      '.env.example': `OCTANE_SERVER=${server}\n`,
    })
    expect(dockerfile).toContain(line)
    expect(runCommand.value).toContain(`--server=${server}`)
  })
})

describe('Symfony', () => {
  it('is compiled for production, with the defaults that git has', () => {
    const { dockerfile, ignore } = planFor({
      ...plain,
      'composer.json': {
        require: { 'symfony/framework-bundle': '7.3.*', 'symfony/flex': '^2' },
        scripts: { 'post-install-cmd': ['@auto-scripts'] },
      },
      '.env': 'DATABASE_URL="mysql://app@db/app"\n',
      'importmap.php': '<?php\n',
    })
    expect(ignore).toContain('!.env')
    for (const line of [
      'composer dump-env prod',
      'run-script --no-dev post-install-cmd',
      'asset-map:compile',
      'pdo_mysql',
    ]) {
      expect(dockerfile).toContain(line)
    }
  })
})
