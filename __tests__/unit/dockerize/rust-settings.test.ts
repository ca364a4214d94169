import { describe, expect, it } from 'vitest'
import { planFor } from './memory-view.ts'

const MAIN = 'fn main() {\n    let listener = TcpListener::bind("0.0.0.0:8081");\n}\n'
const cargo = (more = ''): string => `[package]\nname = "shop"\nversion = "0.1.0"\nedition = "2021"\n${more}`
const one = { 'Cargo.toml': cargo(), 'Cargo.lock': '[[package]]\nname = "shop"\n', 'src/main.rs': MAIN }

describe('Rocket', () => {
  it.each([
    ['global over release', '[global]\nport = 1\n[release]\nport = 2\n', 1],
    ['release over default', '[default]\nport = 3\n[debug]\nport = 1\n[release]\nport = 2\n', 2],
    ['default', '[debug]\nport = 1\n[default]\nport = 3\n', 3],
    ['none of debug', '[debug]\nport = 1\n', 8000],
  ])('of Rocket goes by the profile of a release: %s', (_, toml, port) => {
    const files = { ...one, 'Cargo.toml': cargo('[dependencies]\nrocket = "0.5"\n'), 'Rocket.toml': toml }
    expect(planFor({ ...files, 'src/main.rs': '' }).port.value).toBe(port)
  })

  it('of Rocket gets its templates, and is told the key of its private cookies', () => {
    const { dockerfile, warnings } = planFor({
      ...one,
      'Cargo.toml': cargo('[dependencies]\nrocket = { version = "0.5", features = ["secrets"] }\n'),
      'Rocket.toml': '[default]\ntemplate_dir = "./views/"\n',
      'views/index.html.tera': '',
    })
    expect(dockerfile).toContain('COPY views ./views')
    expect(warnings.map(({ text }) => text).join()).toContain('set ROCKET_SECRET_KEY')
  })
})

describe('files beside the manifest', () => {
  it.each([
    ['Rocket', 'FileServer::from(relative!("static"))', '/src'],
    ['joined text', 'Files::new("/", concat!(env!("CARGO_MANIFEST_DIR"), "/static"))', '/src'],
    ['a joined path', 'Path::new(env!("CARGO_MANIFEST_DIR")).join("static")', '/src'],
    ['the working directory', 'ServeDir::new("static")', '/app'],
  ])('finds files of %s where it looks for them', (_, code, folder) => {
    const { dockerfile } = planFor({ ...one, 'src/main.rs': `${MAIN}${code}`, 'static/a.css': '' })
    expect(dockerfile.split('AS runtime')[1]).toContain(`WORKDIR ${folder}\n`)
    expect(dockerfile).toContain('COPY static ./static')
  })

  it('does not look for what is in the program already', () => {
    const code = 'include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/static/a.css"))'
    const { dockerfile } = planFor({ ...one, 'src/main.rs': `${MAIN}${code}`, 'static/a.css': '' })
    expect(dockerfile.split('AS runtime')[1]).toContain('WORKDIR /app\n')
    expect(dockerfile).not.toContain('COPY static')
  })

  it('of a member finds the files beside its own manifest', () => {
    const { dockerfile } = planFor({
      'Cargo.toml':
        '[workspace]\nmembers = ["crates/web", "crates/jobs"]\ndefault-members = ["crates/web"]\n',
      'crates/web/Cargo.toml': cargo(),
      'crates/web/src/main.rs': `${MAIN}env!("CARGO_MANIFEST_DIR"), "/static"`,
      'crates/web/static/a.css': '',
      'crates/jobs/Cargo.toml': '[package]\nname = "jobs"\n',
      'crates/jobs/src/main.rs': '',
    })
    expect(dockerfile.split('AS runtime')[1]).toContain('WORKDIR /src/crates/web\n')
    expect(dockerfile).toContain('COPY crates/web/static ./static')
  })
})

describe('settings of Cargo and rustup', () => {
  it.each([
    [
      '[target.x86_64-unknown-linux-gnu]\nlinker = "clang"\nrustflags = ["-C", "link-arg=-fuse-ld=mold"]',
      /no-install-recommends clang mold /,
    ],
    [
      '[target.x86_64-unknown-linux-gnu]\nrustflags = "-C linker=clang -C link-arg=-fuse-ld=lld"',
      /no-install-recommends clang lld /,
    ],
    [
      "[target.'cfg(all())']\nrustflags = ['-Clink-arg=--ld-path=/usr/bin/ld.lld']",
      /no-install-recommends lld /,
    ],
    [
      '[build]\ntarget = "x86_64-unknown-linux-musl"',
      /no-install-recommends musl-tools [^]*rustup target add x86_64-unknown-linux-musl\n/,
    ],
    [
      '[build]\ntarget-dir = "/tmp/target"',
      /cargo build --release --locked --bin shop --target-dir target$/m,
    ],
    ['[build]\nrustc-wrapper = "sccache"', /^ENV RUSTC_WRAPPER=/m],
  ])('has what the configuration of Cargo takes for granted: %s', (config, part) => {
    expect(planFor({ ...one, '.cargo/config.toml': config }).dockerfile).toMatch(part)
  })

  it('installs no linker of another system', () => {
    const config =
      '[target.x86_64-pc-windows-msvc]\nlinker = "lld"\n[target.aarch64-apple-darwin]\nlinker = "clang"\n'
    expect(planFor({ ...one, '.cargo/config.toml': config }).dockerfile).not.toMatch(/-recommends (?!tini)/)
  })

  it.each([
    [
      'nightly',
      'rustup toolchain install nightly --profile minimal --component rust-src --target wasm32-wasip1',
    ],
    ['1.90', 'rustup component add rust-src \\\n && rustup target add wasm32-wasip1'],
  ])('has the parts of the toolchain %s that a build needs', (channel, command) => {
    const files = {
      'rust-toolchain.toml': `[toolchain]\nchannel = "${channel}"\ncomponents = ["clippy", "rust-src"]\n`,
      '.cargo/config.toml': '[build]\ntarget = "wasm32-wasip1"\n',
    }
    expect(planFor({ ...one, ...files }).dockerfile).toContain(`RUN ${command}\n`)
  })
})
