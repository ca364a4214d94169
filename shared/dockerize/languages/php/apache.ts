import type { Step } from '../../image/steps.ts'

/** The process: a script of the official image that becomes Apache. */
export const APACHE = ['apache2-foreground']

/** All that Apache writes goes to /tmp: neither root nor a writable image is needed. */
export const APACHE_ENV = {
  APACHE_RUN_DIR: '/tmp',
  APACHE_LOCK_DIR: '/tmp',
  APACHE_PID_FILE: '/tmp/apache2.pid',
}

/**
 * Apache with the published folder, on the port that PORT says when it starts.
 * Source: httpd's documentation, core, mod_dir (FallbackResource) and "Stopping and Restarting" (GracefulShutdownTimeout).
 */
export function apacheSteps(publicFolder: string, frontController: boolean): readonly Step[] {
  const root = publicFolder === '' ? '/app' : `/app/${publicFolder}`
  return [
    { kind: 'run', commands: ['a2enmod rewrite headers expires', 'a2disconf other-vhosts-access-log'] },
    {
      kind: 'inline',
      why: ['On $PORT, which needs no root, and with the published folder alone.'],
      to: '/etc/apache2/ports.conf',
      lines: [
        'Listen ${PORT}',
        'ServerName localhost',
        'ServerTokens Prod',
        'GracefulShutdownTimeout 20',
        "# By a pipe, as a container's streams cannot be opened by path everywhere. The load balancer logs requests.",
        'ErrorLog "|/bin/cat"',
      ],
    },
    {
      kind: 'inline',
      to: '/etc/apache2/sites-available/000-default.conf',
      lines: [
        '<VirtualHost *:${PORT}>',
        `  DocumentRoot ${root}`,
        `  <Directory ${root}>`,
        '    Options -Indexes +FollowSymLinks',
        '    AllowOverride All',
        '    Require all granted',
        ...(frontController ? ['    FallbackResource /index.php'] : []),
        '  </Directory>',
        '  <LocationMatch "/\\.(?!well-known/)|^/composer\\.(?:json|lock)$|^/vendor/.*\\.php$">',
        '    Require all denied',
        '  </LocationMatch>',
        '</VirtualHost>',
      ],
    },
  ]
}
