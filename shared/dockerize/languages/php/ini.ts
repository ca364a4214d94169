import type { Step } from '../../image/steps.ts'

/** The settings of production. Source: the PHP manual, "OPcache" runtime configuration, and php.ini-production. */
export function productionSettings(): readonly Step[] {
  return [
    { kind: 'run', commands: ['mv "$PHP_INI_DIR/php.ini-production" "$PHP_INI_DIR/php.ini"'] },
    {
      kind: 'inline',
      why: ['Files never change in an image, so that compiled ones need no second look.'],
      to: '/usr/local/etc/php/conf.d/zz-app.ini',
      lines: [
        'opcache.enable = 1',
        'opcache.validate_timestamps = 0',
        'opcache.max_accelerated_files = 20000',
        'opcache.memory_consumption = 192',
        'realpath_cache_size = 4096K',
        'realpath_cache_ttl = 600',
        'expose_php = Off',
        '; Settings come from the environment; php.ini-production leaves $_ENV empty.',
        'variables_order = EGPCS',
      ],
    },
  ]
}
