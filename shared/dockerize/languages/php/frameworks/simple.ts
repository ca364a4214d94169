import { byPackage, type PhpFramework } from './framework.ts'

/** `$app->get('/health', ...)`, as Slim, Lumen, Mezzio and Flight have it. */
const CALLED_ROUTES = /->(?:get|any|map)\(\s*(?:\[[^\]]*\]\s*,\s*)?['"]\/?([\w/-]{2,40})['"]/g

function simple(
  name: string,
  packages: readonly string[],
  publicFolders: readonly string[],
  writable: readonly string[] = [],
): PhpFramework {
  return {
    name,
    detect: byPackage(...packages),
    publicFolders,
    writable,
    frontController: true,
    routes: CALLED_ROUTES,
  }
}

/** Frameworks that differ in nothing but their folders. Source: the "installation" or "deployment" page of each. */
export const SIMPLE_FRAMEWORKS: readonly PhpFramework[] = [
  simple('lumen', ['laravel/lumen-framework'], ['public'], ['storage']),
  simple('slim', ['slim/slim'], ['public', '']),
  simple('codeigniter', ['codeigniter4/framework'], ['public'], ['writable']),
  simple('cakephp', ['cakephp/cakephp'], ['webroot'], ['logs', 'tmp']),
  simple('yii', ['yiisoft/yii2', 'yiisoft/yii-runner-http'], ['web', 'public'], ['runtime', 'web/assets']),
  simple('laminas', ['laminas/laminas-mvc', 'mezzio/mezzio'], ['public'], ['data']),
  simple('drupal', ['drupal/core-recommended', 'drupal/core'], ['web', ''], ['web/sites/default/files']),
]

/** WordPress as its archive has it: the whole folder is published. */
export const wordpress: PhpFramework = {
  name: 'wordpress',
  detect: (app) =>
    app.files.isFile('wp-settings.php') ? { value: 'wordpress', file: app.at('wp-settings.php') } : undefined,
  publicFolders: [''],
  writable: ['wp-content/uploads'],
  frontController: true,
  extensions: (app) =>
    ['exif', 'gd', 'intl', 'mysqli', 'zip'].map((value) => ({ value, file: app.at('wp-settings.php') })),
  needs: () =>
    'WordPress reads its database and keys from wp-config.php: have that read the environment. Uploads, plugins and themes that are installed while it runs are gone with the container.',
}

/** Files of PHP without a framework. */
export const plainPhp: PhpFramework = {
  name: 'php',
  detect: () => undefined,
  publicFolders: ['public', 'web', 'public_html', 'htdocs', 'www', 'src/public', '', 'src'],
  writable: [],
  frontController: false,
  routes: CALLED_ROUTES,
}
