import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { assemble } from '../sandbox/images/assemble.ts'
import { digestOf } from '../sandbox/images/digest.ts'

/**
 * Assembles an OCI image layout from an application's files, for machines without a Docker Engine: its production
 * dependencies in one layer, its own files in another.
 * @param app the checkout
 * @param folder where the layout goes; made anew
 */
export function assembleLayout(app: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true })
  const install = join(folder, 'install')
  mkdirSync(join(folder, 'blobs', 'sha256'), { recursive: true })
  mkdirSync(install)
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(app, file), join(install, file))
  execFileSync('npm', ['ci', '--omit=dev', '--no-audit', '--no-fund', '--silent'], {
    cwd: install,
    stdio: 'inherit',
  })
  const dependencies = filesOf(join(install, 'node_modules'), install)
  rmSync(install, { recursive: true })

  const own = Object.fromEntries(
    ['package.json', 'server.js'].map((file) => [`app/${file}`, readFileSync(join(app, file), 'utf8')]),
  )
  const { blobs, root } = assemble({
    layers: [dependencies, own],
    config: {
      Cmd: ['node', 'server.js'],
      WorkingDir: '/app',
      Env: ['PORT=8000'],
      ExposedPorts: { '8000/tcp': {} },
    },
  })
  for (const bytes of [...blobs, root.bytes]) {
    writeFileSync(join(folder, 'blobs', 'sha256', digestOf(bytes).slice('sha256:'.length)), bytes)
  }
  const descriptor = { mediaType: root.mediaType, digest: root.digest, size: root.bytes.length }
  writeFileSync(join(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: [descriptor] }))
  writeFileSync(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }))
}

function filesOf(folder: string, base: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .toSorted()
  return Object.fromEntries(files.map((path) => [`app/${relative(base, path)}`, readFileSync(path, 'utf8')]))
}
