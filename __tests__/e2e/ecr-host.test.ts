import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startEcrHost, type EcrHost } from '../support/ecr-host.ts'
import { describeNeeding } from '../support/needs.ts'
import { startRegistryContainer, type RegistryContainer } from '../support/registry-container.ts'
import { runCommand } from '../support/run-action.ts'

describeNeeding(['docker', 'machine'], "a registry under ECR's own host name", () => {
  let registry: RegistryContainer
  let ecr: EcrHost
  let context: string
  beforeAll(async () => {
    registry = await startRegistryContainer()
    ecr = await startEcrHost(registry.host, '123456789012', 'us-east-1')
    context = mkdtempSync(join(tmpdir(), 'context-'))
    writeFileSync(join(context, 'Dockerfile'), 'FROM scratch\nCOPY Dockerfile /\n')
  })
  afterAll(async () => {
    rmSync(context, { recursive: true })
    await ecr.stop()
    registry.stop()
    expect(readFileSync('/etc/hosts', 'utf8')).not.toContain(ecr.host)
    expect(existsSync(`/etc/docker/certs.d/${ecr.host}`)).toBe(false)
  })

  test('is trusted by the engine, which pushes to it, and by Node, which reads from it', async () => {
    const image = `${ecr.host}/app:one`
    const args = ['buildx', 'build', '--provenance=false', '--tag', image, '--push', context]
    expect(await runCommand(['docker', ...args], {})).toMatchObject({ exitCode: 0 })
    const script = `fetch('https://${ecr.host}/v2/app/tags/list').then((r) => r.text()).then(console.log)`
    const run = await runCommand([process.execPath, '-e', script], { env: ecr.env })
    expect(run.log.trim()).toBe('{"name":"app","tags":["one"]}')
  })
})
