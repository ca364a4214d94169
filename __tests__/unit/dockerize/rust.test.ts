import { describe, expect, it } from 'vitest'
import { hasApplication } from '../../../shared/dockerize/languages/providers.ts'
import { resolveRustVersion } from '../../../shared/dockerize/languages/rust/version.ts'
import { errorOf, memoryApp, planFor } from './memory-view.ts'

const MAIN = 'fn main() {\n    let listener = TcpListener::bind("0.0.0.0:8081");\n}\n'
const cargo = (more = ''): string => `[package]\nname = "shop"\nversion = "0.1.0"\nedition = "2021"\n${more}`
const crate = (name: string, uses: readonly string[] = []): string =>
  `[[package]]\nname = "${name}"\nversion = "1.0.0"\ndependencies = [${uses.map((use) => `"${use}"`).join(', ')}]\n`
const one = { 'Cargo.toml': cargo(), 'Cargo.lock': crate('shop'), 'src/main.rs': MAIN }

describe('the program', () => {
  const several = { ...one, 'src/main.rs': '', 'src/bin/api.rs': MAIN, 'src/bin/jobs/main.rs': MAIN }

  it.each([
    ['the only one', one, {}, 'shop'],
    ['named like the package', several, {}, 'shop'],
    ['default-run', { ...several, 'Cargo.toml': cargo('default-run = "jobs"\n') }, {}, 'jobs'],
    [
      'of the Procfile',
      { ...several, Procfile: 'web: ./target/release/api --port $PORT\n' },
      {},
      'api --port 8081',
    ],
    ['of the run command', several, { runCommand: 'cargo run --release --bin api -- -v' }, 'api -v'],
    [
      'with a name of its own',
      { ...one, 'Cargo.toml': cargo('[[bin]]\nname = "web"\npath = "src/main.rs"\n') },
      {},
      'web',
    ],
  ])('%s', (_, files, overrides, command) => {
    expect(planFor(files, overrides).runCommand.value.join(' ')).toBe(`/usr/local/bin/${command}`)
  })

  it('is an error that lists them where nothing decides', () => {
    const files = { 'Cargo.toml': cargo(), 'src/bin/a.rs': MAIN, 'src/bin/b.rs': MAIN }
    expect(errorOf(() => planFor(files)).message).toBe(
      'The repository has several programs: a (src/bin/a.rs), b (src/bin/b.rs).',
    )
  })

  it('is none in a library', () => {
    const files = { 'Cargo.toml': cargo(), 'src/lib.rs': '' }
    expect(hasApplication(memoryApp(files))).toBe(false)
    expect(errorOf(() => planFor(files)).message).toContain('No program was found')
  })
})

describe('a workspace', () => {
  const files = {
    'Cargo.toml':
      '[workspace]\nmembers = ["crates/*"]\nexclude = ["crates/old"]\n[workspace.package]\nrust-version = "1.80"\nlicense = "MIT"\n[workspace.dependencies]\nmoney = { path = "crates/money" }\n',
    'Cargo.lock': crate('api', ['money']),
    'crates/api/Cargo.toml':
      '[package]\nname = "api"\nrust-version.workspace = true\nlicense.workspace = true\n[dependencies]\nmoney.workspace = true\n',
    'crates/api/src/main.rs': MAIN,
    'crates/money/Cargo.toml': '[package]\nname = "money"\nbuild = "make.rs"\n[[bench]]\nname = "sum"\n',
    'crates/money/src/lib.rs': '',
    'crates/worker/Cargo.toml': '[package]\nname = "worker"\n',
    'crates/worker/src/main.rs': '',
    'crates/old/Cargo.toml': '[package]\nname = "old"\n',
  }

  it('gives a member with what it is compiled from', () => {
    const { dockerfile, scope, about } = planFor(files, {}, { folder: 'crates/api' })
    expect(about).toEqual({ title: 'api', licenses: 'MIT' })
    expect(scope).toEqual([
      'Cargo.toml',
      'Cargo.lock',
      'crates/money/Cargo.toml',
      'crates/worker/Cargo.toml',
      'crates/money',
    ])
    expect(dockerfile).toContain('cargo build --release --locked --package api --bin api')
    expect(dockerfile).toContain('touch crates/money/src/lib.rs')
    expect(dockerfile).toContain(
      'crates/money/benches/sum.rs crates/money/make.rs crates/worker/src/main.rs; do',
    )
    expect(dockerfile).toContain('touch crates/api/src/main.rs crates/money/src/lib.rs crates/money/make.rs')
    expect(dockerfile).not.toContain('COPY crates/worker/ ')
  })

  it('has no program of its own, but the only one of its members', () => {
    const library = { ...files, 'crates/worker/Cargo.toml': '[package]\nname = "worker"\nautobins = false\n' }
    expect(planFor(library).runCommand.value).toEqual(['/usr/local/bin/api'])
  })

  it('with a member that is not there is an error', () => {
    const broken = { 'Cargo.toml': '[workspace]\nmembers = ["api"]\n' }
    expect(errorOf(() => planFor(broken)).message).toBe(
      'Cargo.toml names the member "api", where there is no Cargo.toml.',
    )
  })
})

describe('the toolchain', () => {
  it.each([
    ['stable', '1'],
    ['1.84', '1.84'],
    ['1.84.1-x86_64-unknown-linux-gnu', '1.84.1'],
    ['nightly-2024-08-12', 'nightly-2024-08-12'],
    ['my-own', undefined],
  ])('%s is %s', (text, version) => {
    expect(resolveRustVersion(text)).toBe(version)
  })

  it.each([
    [{}, 'rust:1-slim-trixie', 'cc-debian13'],
    [
      { 'rust-toolchain.toml': '[toolchain]\nchannel = "1.84.0"\n' },
      'rust:1.84.0-slim-bookworm',
      'cc-debian12',
    ],
    [{ 'rust-toolchain': '1.60\n' }, 'rust:1.60-slim-bullseye', 'debian:bullseye-slim'],
    [{ '.tool-versions': 'rust 1.95.0\n' }, 'rust:1.95.0-slim-trixie', 'cc-debian13'],
    [{ 'rust-toolchain': 'nightly' }, 'rustup toolchain install nightly --profile minimal', 'cc-debian13'],
  ])('of %j is %s on %s', (pins, compiler, image) => {
    const { dockerfile } = planFor({ ...one, ...pins })
    expect(dockerfile).toContain(compiler)
    expect(dockerfile).toContain(image)
  })

  it('is never below what Cargo.toml needs', () => {
    const files = { ...one, 'Cargo.toml': cargo('rust-version = "1.90"\n'), 'rust-toolchain': '1.84' }
    expect(errorOf(() => planFor(files)).message).toBe(
      'Rust 1.84 (rust-toolchain:1) is below 1.90, which Cargo.toml:5 needs.',
    )
  })
})

describe('the source', () => {
  it.each([
    ['let port = env::var("PORT").unwrap_or_else(|_| "8082".to_string());', 8082],
    ['let port: u16 = env::var("PORT").ok().and_then(|p| p.parse().ok()).unwrap_or(8083);', 8083],
    ['#[arg(long, env = "PORT", default_value_t = 8084)]', 8084],
    ['let addr = SocketAddr::from(([0, 0, 0, 0], 8085));', 8085],
    ['.bind(("127.0.0.1", 8186))?', 8186],
    ['TcpListener::bind("127.0.0.1:8087").await', 8087],
    ['SocketAddr::new(IpAddr::V4(Ipv4Addr::UNSPECIFIED), 8088)', 8088],
    ['Client::open("redis://127.0.0.1:6379")', 8000],
  ])('%s listens on %i', (line, port) => {
    expect(planFor({ ...one, 'src/main.rs': `fn main() {\n${line}\n}` }).port.value).toBe(port)
  })

  it.each([
    ['', 'CMD ["/usr/local/bin/tini", "--", "/usr/local/bin/shop"]'],
    ['signal::ctrl_c().await', 'STOPSIGNAL SIGINT'],
    ['signal(SignalKind::terminate())', 'CMD ["/usr/local/bin/shop"]'],
  ])('with %j ends on a signal', (line, expected) => {
    const { dockerfile } = planFor({ ...one, 'src/main.rs': `${MAIN}${line}` })
    expect(dockerfile).toContain(expected)
  })

  it('of a nested router tells no health path', () => {
    const health = '.route("/health", get(ok))'
    const nested = { ...one, 'src/main.rs': `${MAIN}.nest("/api", api())`, 'src/api.rs': health }
    expect(planFor({ ...one, 'src/main.rs': `${MAIN}${health}` }).healthCheckPath.value).toBe('/health')
    expect(planFor(nested).healthCheckPath.value).toBe('/')
  })

  it('on this machine alone is a warning', () => {
    const { warnings } = planFor({ ...one, 'src/main.rs': 'TcpListener::bind("127.0.0.1:80")' })
    expect(warnings[0]?.text).toContain('nothing outside the container can reach')
  })
})

describe('the image', () => {
  it.each([
    ['openssl', [crate('openssl-sys')], 'pkg-config', 'cc-debian13'],
    ['OpenSSL of its own', [crate('openssl-sys'), crate('openssl-src')], 'perl', 'cc-debian13'],
    ['PostgreSQL', [crate('pq-sys')], 'libpq-dev', 'libpq5'],
    ['SQLite of the system', [crate('libsqlite3-sys', ['pkg-config'])], 'libsqlite3-dev', 'libsqlite3-0'],
    ['SQLite of its own', [crate('libsqlite3-sys', ['cc'])], 'cargo', 'cc-debian13'],
    ['a builder', [crate('librdkafka', ['cmake']), crate('cmake')], 'cmake', 'cc-debian13'],
  ])('for %s has what it needs', (_, crates, build, run) => {
    const { dockerfile } = planFor({ ...one, 'Cargo.lock': [crate('shop'), ...crates].join('\n') })
    const [before = '', after = ''] = dockerfile.split(/^FROM .* AS runtime$/m)
    expect(before).toContain(build)
    expect(`${after}${dockerfile}`).toContain(run)
  })

  it('installs no CMake for AWS-LC', () => {
    const lock = [crate('shop'), crate('aws-lc-sys', ['cmake', 'cc']), crate('cmake')].join('\n')
    expect(planFor({ ...one, 'Cargo.lock': lock }).dockerfile).not.toContain('cmake')
  })

  it('has what is read by its path, and not what is compiled in', () => {
    const { dockerfile } = planFor({
      ...one,
      'src/main.rs': `${MAIN}ServeDir::new("public"); Tera::new("views/**/*"); include_str!("../texts/a.txt"); sqlx::migrate!("./migrations");`,
      'public/a.css': '',
      'views/a.html': '',
      'texts/a.txt': '',
      'migrations/1.sql': '',
    })
    expect(dockerfile.split('\n').filter((line) => /^COPY \w+ \.\//.test(line))).toEqual([
      'COPY public ./public',
      'COPY views ./views',
    ])
  })

  it('of Rocket takes its address and port by its own variables', () => {
    const { dockerfile, port } = planFor({
      ...one,
      'Cargo.toml': cargo('[dependencies]\nrocket = "0.5"\n'),
      'Rocket.toml': '[default]\nport = 9001\n',
    })
    expect(port).toMatchObject({ value: 9001, file: 'Rocket.toml' })
    expect(dockerfile).toMatch(/ROCKET_ADDRESS=0\.0\.0\.0 \\\n\s+ROCKET_PORT=9001/)
    expect(dockerfile).toContain('COPY Rocket.toml ./')
  })

  it('takes tokens of registries by secret mounts, and vendored crates as they are', () => {
    const config = '[registries.acme-inc]\nindex = "x"\n[source.vendored]\ndirectory = "third"\n'
    const { dockerfile } = planFor({ ...one, '.cargo/config.toml': config, 'third/a/Cargo.toml': '' })
    expect(dockerfile).toContain(
      'id=CARGO_REGISTRIES_ACME_INC_TOKEN,env=CARGO_REGISTRIES_ACME_INC_TOKEN,required=false',
    )
    expect(dockerfile).toContain('COPY third/ ./third/')
  })

  it('without a lockfile is built all the same, and that is told', () => {
    const { dockerfile, warnings } = planFor({ 'Cargo.toml': cargo(), 'src/main.rs': MAIN })
    expect(dockerfile).toContain('cargo build --release --bin shop')
    expect(warnings[0]?.text).toContain('There is no Cargo.lock')
  })
})
