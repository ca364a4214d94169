/** What differs between the configurations of two sites. */
export interface SiteSettings {
  readonly port: number
  /** Unknown paths get index.html, or the page named: it routes by itself. */
  readonly fallback: boolean | string
  /** The path that the site is built for, where that is not the top: `/docs`. */
  readonly base?: string
  /** Pages are in UTF-8; true where nothing says so. */
  readonly utf8?: boolean
}

// Folders that build tools fill with names that change with the content: of Next.js, Nuxt, SvelteKit and Astro; and
// elsewhere names with a hash in them: of Vite, webpack and Angular. Of eight letters without a digit or a capital
// among them nobody can tell whether they are a hash or a word.
const HASHED = [
  '/(?:_next/static|_nuxt|_app/immutable|_astro)/',
  '/(?:assets|static)/.*[.-](?=[a-z_-]*[0-9A-Z])[\\w-]{8}(?:\\.chunk)?\\.\\w+$',
  '/(?:main|polyfills|styles|scripts|chunk)-[0-9A-Z]{8}\\.(?:js|css)$',
]

/**
 * nginx.conf for files alone. It writes to /tmp only, which AWS Lambda and read-only containers leave writable. Source:
 * nginx.org, ngx_http_core_module, ngx_http_gzip_module and ngx_http_map_module.
 */
export function nginxConfiguration({
  port,
  fallback,
  base = '',
  utf8 = true,
}: SiteSettings): readonly string[] {
  const page =
    fallback === true ? `${base}/index.html` : fallback === false ? undefined : `${base}/${fallback}`
  const prefix = base.replaceAll('.', '\\.')
  return `
pid /tmp/nginx.pid;
worker_processes auto;
error_log stderr warn;
events {
  worker_connections 1024;
}
http {
  include /etc/nginx/mime.types;
  types {
    text/javascript mjs;
    application/manifest+json webmanifest;
  }
  default_type application/octet-stream;${utf8 ? '\n  charset utf-8;' : ''}
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
  gzip_min_length 1000;
  # CDNs ask as proxies do.
  gzip_proxied any;
  gzip_types text/css text/plain text/xml text/javascript application/javascript application/json
    application/manifest+json application/xml application/rss+xml application/atom+xml application/wasm image/svg+xml;
  # What a build names by its content is kept for good; everything else is asked for again, and mostly unchanged.
  map $uri $cache_control {
    default no-cache;
${HASHED.map((pattern) => `    "~^${prefix}${pattern}" "public, max-age=31536000, immutable";`).join('\n')}
  }
  server {
    listen ${port};
    root /srv/www;
    index index.html${page === undefined ? '' : ` ${page}`};
    # Behind a load balancer the port of a redirect would be the wrong one.
    absolute_redirect off;
    add_header Cache-Control $cache_control;
    add_header X-Content-Type-Options nosniff always;
    location / {
      try_files $uri $uri.html $uri/ ${page ?? '=404'};
    }
${base === '' ? '' : `    location = / {\n      return 302 ${base}/;\n    }\n`}    # Settings and history, should any be among the files.
    location ~ /\\.(?!well-known/) {
      return 404;
    }
${(page === undefined ? [`    error_page 404 ${base}/404.html;`] : ASSETS).join('\n')}
  }
}`
    .trim()
    .split('\n')
}

// A page in place of a script would be a puzzle for the browser, and for whoever looks for the missing file.
const ASSETS = [
  '    location ~ \\.(?:js|mjs|css|map|json|wasm|png|jpe?g|gif|svg|webp|avif|ico|woff2?|ttf|txt|xml)$ {',
  '      try_files $uri =404;',
  '    }',
]
