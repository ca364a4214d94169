import { serving, officialImage, type Stage, type Step } from '../image.ts'
import { takesLambda, type Request } from '../plan.ts'

/** Where the files are. */
export interface Site {
  readonly copy: Step
  /** Unknown paths get index.html, or the page named: it routes by itself. */
  readonly fallback: boolean | string
  readonly port: number
  readonly healthCheckPath: string
}

/** The process of every site. */
export const NGINX = ['nginx', '-g', 'daemon off;']

/** The release line that the image's tag names. */
export const NGINX_VERSION = '1'

/** The stage that serves files: nginx, as its own non-root user, writing to /tmp alone. */
export function siteStage(site: Site, request: Request): Stage {
  const lambda = takesLambda(request, site.port)
  return {
    name: 'runtime',
    base: officialImage(request.baseRegistry, `nginx:${NGINX_VERSION}`),
    steps: [
      {
        kind: 'inline',
        why: ['All that nginx writes goes to /tmp, so that it needs neither root nor a writable image.'],
        to: '/etc/nginx/nginx.conf',
        lines: configuration(site),
      },
      { ...site.copy, why: ['The files belong to root: the server can read them and change nothing.'] },
      ...serving({
        port: site.port,
        lambda,
        healthCheckPath: site.healthCheckPath,
        user: '101:101',
        probe: [
          'curl',
          '--fail',
          '--silent',
          '--output',
          '/dev/null',
          `http://127.0.0.1:${site.port}${site.healthCheckPath}`,
        ],
        argv: NGINX,
        stopSignal: 'SIGQUIT',
        whyStopSignal: 'The signal on which nginx finishes its requests; SIGTERM cuts them off.',
      }),
    ],
  }
}

function configuration({ fallback, port }: Site): readonly string[] {
  const page = fallback === true ? '/index.html' : fallback === false ? undefined : `/${fallback}`
  return `
pid /tmp/nginx.pid;
worker_processes auto;
error_log stderr warn;
events {
  worker_connections 1024;
}
http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  # The load balancer logs requests; a container's stdout cannot be opened by path everywhere.
  access_log off;
  client_body_temp_path /tmp/client_body;
  proxy_temp_path /tmp/proxy;
  fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi;
  scgi_temp_path /tmp/scgi;
  server_tokens off;
  sendfile on;
  gzip on;
  gzip_vary on;
  gzip_types text/css text/plain text/javascript application/javascript application/json image/svg+xml;
  server {
    listen ${port};
    root /srv/www;
    index index.html;
    # Behind a load balancer the port of a redirect would be the wrong one.
    absolute_redirect off;
    location / {
      try_files $uri $uri.html $uri/ ${page ?? '=404'};
    }${page === undefined ? '\n    error_page 404 /404.html;' : ''}
  }
}`
    .trim()
    .split('\n')
}
