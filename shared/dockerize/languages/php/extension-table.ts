/** How an extension gets into the official image. */
export interface Extension {
  /** By pecl; else from the interpreter's own source by docker-php-ext-install. */
  readonly pecl?: boolean
  /** Debian packages to compile it with. Their names are the same in every release of Debian that images use. */
  readonly build?: readonly string[]
  /** Debian packages that it loads, as Debian 13 names them. */
  readonly run?: readonly string[]
  readonly configure?: string
  /** Never built for production, whatever asks for it. */
  readonly development?: boolean
}

/** Compiled into the official images. Source: docker-library/php, Dockerfile-linux.template, and `php -m` there. */
export const BUNDLED: ReadonlySet<string> = new Set(
  `core ctype curl date dom fileinfo filter hash iconv json libxml mbstring mysqlnd openssl pcre pdo pdo_sqlite phar
  posix random readline reflection session simplexml sodium spl sqlite3 standard tokenizer xml xmlreader xmlwriter zlib
  zend-opcache opcache`.split(/\s+/),
)

/** Source: the PHP manual's "Requirements" and PECL's page of each, and Debian's package index. */
export const EXTENSIONS: Readonly<Record<string, Extension>> = {
  bcmath: {},
  bz2: { build: ['libbz2-dev'] },
  calendar: {},
  dba: {},
  enchant: { build: ['libenchant-2-dev'], run: ['libenchant-2-2'] },
  exif: {},
  ffi: { build: ['libffi-dev'], run: ['libffi8'] },
  ftp: { build: ['libssl-dev'] },
  gd: {
    build: ['libfreetype-dev', 'libjpeg62-turbo-dev', 'libpng-dev', 'libwebp-dev'],
    run: ['libfreetype6', 'libjpeg62-turbo', 'libpng16-16t64', 'libwebp7'],
    configure: '--with-freetype --with-jpeg --with-webp',
  },
  gettext: {},
  gmp: { build: ['libgmp-dev'], run: ['libgmp10'] },
  intl: { build: ['libicu-dev'], run: ['libicu76'] },
  ldap: { build: ['libldap-dev'], run: ['libldap2'] },
  mysqli: {},
  pcntl: {},
  pdo_mysql: {},
  pdo_pgsql: { build: ['libpq-dev'], run: ['libpq5'] },
  pgsql: { build: ['libpq-dev'], run: ['libpq5'] },
  shmop: {},
  snmp: { build: ['libsnmp-dev'], run: ['libsnmp40t64'] },
  soap: { build: ['libxml2-dev'] },
  sockets: {},
  sysvmsg: {},
  sysvsem: {},
  sysvshm: {},
  tidy: { build: ['libtidy-dev'], run: ['libtidy58'] },
  xsl: { build: ['libxslt1-dev'], run: ['libxslt1.1'] },
  zip: { build: ['libzip-dev'], run: ['libzip5'] },
  amqp: { pecl: true, build: ['librabbitmq-dev'], run: ['librabbitmq4'] },
  apcu: { pecl: true },
  ds: { pecl: true },
  excimer: { pecl: true },
  grpc: { pecl: true, build: ['zlib1g-dev'] },
  igbinary: { pecl: true },
  imagick: { pecl: true, build: ['libmagickwand-dev'], run: ['libmagickwand-7.q16-10'] },
  mailparse: { pecl: true },
  memcached: {
    pecl: true,
    build: ['libmemcached-dev', 'libssl-dev', 'zlib1g-dev'],
    run: ['libmemcached11t64'],
  },
  mongodb: { pecl: true, build: ['libssl-dev'] },
  msgpack: { pecl: true },
  opentelemetry: { pecl: true },
  protobuf: { pecl: true },
  rdkafka: { pecl: true, build: ['librdkafka-dev'], run: ['librdkafka1'] },
  redis: { pecl: true },
  ssh2: { pecl: true, build: ['libssh2-1-dev'], run: ['libssh2-1t64'] },
  swoole: { pecl: true, build: ['libssl-dev'] },
  uuid: { pecl: true, build: ['uuid-dev'], run: ['libuuid1'] },
  yaml: { pecl: true, build: ['libyaml-dev'], run: ['libyaml-0-2'] },
  pcov: { pecl: true, development: true },
  xdebug: { pecl: true, development: true },
}
