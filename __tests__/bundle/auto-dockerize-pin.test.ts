import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { repositoryRoot } from '../support/action-file.ts'
import { runAction, type ActionRun } from '../support/run-action.ts'

const DIGEST = `sha256:${'b'.repeat(64)}`
let mirror: Server
let host = ''
let workspace = ''
beforeEach(async () => {
  // A registry as pinning sees it: it tells the digest of one tag.
  mirror = createServer((request, response) => {
    const known = request.url === '/v2/library/node/manifests/24-slim' && request.method === 'HEAD'
    response.writeHead(known ? 200 : 404, known ? { 'docker-content-digest': DIGEST } : {}).end()
  })
  await new Promise<void>((resolve) => mirror.listen(0, '127.0.0.1', resolve))
  host = `127.0.0.1:${(mirror.address() as AddressInfo).port}`
  workspace = mkdtempSync(join(tmpdir(), 'app-'))
  cpSync(join(repositoryRoot, 'examples', 'express-app'), workspace, { recursive: true })
})
afterEach(() => {
  mirror.close()
  rmSync(workspace, { recursive: true, force: true })
})

async function run(inputs: Readonly<Record<string, string>>): Promise<ActionRun> {
  const own = { 'pin-digests': 'true', lambda: 'false', 'base-registry': `${host}/library` }
  return await runAction({ action: 'auto-dockerize', workspace, inputs: { ...own, ...inputs } })
}

describe('pin-digests: true', () => {
  it('names the image by tag and digest, and tells both in its labels', async () => {
    const { exitCode } = await run({})
    expect(exitCode).toBe(0)
    const dockerfile = readFileSync(join(workspace, 'Dockerfile'), 'utf8')
    expect(dockerfile).toContain(`FROM ${host}/library/node:24-slim@${DIGEST} AS `)
    expect(dockerfile).toContain(`org.opencontainers.image.base.digest=${DIGEST}`)
  })

  it('writes nothing where a registry does not know the image', async () => {
    const { exitCode, annotations } = await run({ version: '22' })
    expect(exitCode).toBe(1)
    expect(annotations.map(({ message }) => message).join()).toContain(
      `The digest of the image ${host}/library/node:22-slim cannot be told: ${host} answers 404.`,
    )
    expect(existsSync(join(workspace, 'Dockerfile'))).toBe(false)
  })
})
