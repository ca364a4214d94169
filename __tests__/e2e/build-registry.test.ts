import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { createGitRepo, type GitRepo } from '../support/git-repo.ts'
import { type Moto, startMoto } from '../support/moto.ts'
import { describeNeeding } from '../support/needs.ts'
import { type RegistryContainer, startRegistryContainer } from '../support/registry-container.ts'
import { runAction, type ActionRun } from '../support/run-action.ts'

/** What nobody here wrote: the `registry` image for images, moto for ECR's API, which knows nothing of its images. */
describeNeeding(['docker', 'moto'], 'build-action with the registry image and moto', () => {
  let moto: Moto
  let registry: RegistryContainer
  let host: string
  let repo: GitRepo
  let scratch: string
  let count = 0

  beforeAll(async () => {
    moto = await startMoto()
    registry = await startRegistryContainer()
    host = registry.host
  })
  afterAll(async () => {
    registry.stop()
    await moto.stop()
  })
  beforeEach(() => {
    count += 1
    scratch = mkdtempSync(join(tmpdir(), 'registry-test-'))
    repo = createGitRepo()
    repo.commit('Add an image', { Dockerfile: 'FROM scratch\nCOPY README.md /\n' })
  })
  afterEach(() => {
    repo.remove()
    rmSync(scratch, { recursive: true })
  })

  const head = (): string => repo.git('rev-parse', 'HEAD')
  const digestOf = async (tag: string): Promise<string | null> => {
    const accept = [
      'application/vnd.oci.image.index.v1+json',
      'application/vnd.oci.image.manifest.v1+json',
      'application/vnd.docker.distribution.manifest.v2+json',
    ].join()
    const url = `http://${host}/v2/app-${count}/manifests/${tag}`
    return (await fetch(url, { method: 'HEAD', headers: { accept } })).headers.get('docker-content-digest')
  }
  const build = async (inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> => {
    const run = await runAction({
      action: 'build',
      inputs: { 'ecr-image-url': `${host}/app-${count}`, ...inputs },
      env: moto.env(),
      workspace: repo.folder,
    })
    expect(run.annotations.filter(({ level }) => level === 'error')).toEqual([])
    expect(run.leftovers).toEqual([])
    return run
  }

  it('builds, finds the image again, and never moves latest back', async () => {
    const first = await build({ tags: 'next' })
    const { digest = '' } = first.outputs
    expect([await digestOf(head()), await digestOf('next'), await digestOf('latest')]).toEqual([
      digest,
      digest,
      digest,
    ])
    expect((await build()).outputs).toMatchObject({ skipped: 'true', digest })

    repo.commit('Later', { 'README.md': 'later' })
    const later = await build()
    expect(await digestOf('latest')).toBe(later.outputs['digest'])
    repo.git('checkout', '--quiet', 'HEAD^')
    const back = await build()
    expect(back.outputs).toMatchObject({ skipped: 'true', digest })
    expect(await digestOf('latest')).toBe(later.outputs['digest'])
    expect(back.log).toContain(':latest stays as it is')
  })

  it('pushes what Buildx wrote as an OCI layout, and what docker save wrote', async () => {
    const layout = join(scratch, 'layout.tar')
    docker('buildx', 'build', '--provenance=false', '--output', `type=oci,dest=${layout}`, repo.folder)
    const fromLayout = await build({ from: layout })
    expect(await digestOf('latest')).toBe(fromLayout.outputs['digest'])

    const saved = join(scratch, 'saved.tar')
    docker('buildx', 'build', '--provenance=false', '--load', '--tag', `saved-${count}`, repo.folder)
    docker('save', '--output', saved, `saved-${count}`)
    docker('rmi', `saved-${count}`)
    repo.commit('Saved')
    const fromSaved = await build({ from: saved })
    const image = fromSaved.outputs['image-uri'] ?? ''
    expect(await digestOf(head())).toBe(fromSaved.outputs['digest'])
    docker('pull', '--quiet', image)
    docker('rmi', image)
  })

  it('builds with the builder, the context and the logins of the user', async () => {
    const home = join(scratch, 'home')
    mkdirSync(home)
    const endpointOfContext = docker('context', 'inspect', '--format', '{{.Endpoints.docker.Host}}')
    const config = { ...process.env, DOCKER_CONFIG: home }
    execFileSync('docker', ['context', 'create', 'mine', '--docker', `host=${endpointOfContext}`], {
      env: config,
    })
    writeFileSync(join(home, 'config.json'), JSON.stringify({ currentContext: 'mine', auths: {} }))
    const run = await runAction({
      action: 'build',
      inputs: { 'ecr-image-url': `${host}/app-${count}`, builder: 'mine' },
      env: { ...moto.env(), DOCKER_CONFIG: home },
      workspace: repo.folder,
    })
    expect(run.annotations).toEqual([])
    expect(run.log).toContain('building with "mine" instance using docker driver')
    expect(run.leftovers).toEqual([])
    // The user's own configuration never hears of the token.
    expect(execFileSync('cat', [join(home, 'config.json')], { encoding: 'utf8' })).not.toContain(host)
  })
})

function docker(...args: readonly string[]): string {
  return execFileSync('docker', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
}
