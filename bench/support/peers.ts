import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PEERS, type PeerName } from './rows.ts'
import { runProcess, type Finished } from './run-process.ts'
import type { NotRun } from './table.ts'

/** An image to give a tag to, in its own repository or another: `host/name` and a tag each. */
interface Job {
  readonly source: string
  readonly sourceTag: string
  readonly destination: string
  readonly tag: string
}

/** The peers of this machine, with credentials of their own. */
export interface Peers {
  /** Those that can run here. */
  readonly names: readonly PeerName[]
  readonly versions: Readonly<Partial<Record<PeerName, string>>>
  readonly notRun: NotRun
  /** Lets every peer log in to these registries (and no others) by password, over plain HTTP. */
  readonly logIn: (passwords: Readonly<Record<string, string>>) => void
  /** Does a job, and answers what its commands took together. */
  readonly run: (peer: PeerName, job: Job) => Promise<Finished>
  readonly stop: () => void
}

const VERSIONS: Readonly<Record<PeerName, readonly [string, ...string[]]>> = {
  crane: ['crane', 'version'],
  skopeo: ['skopeo', '--version'],
  regctl: ['regctl', 'version', '--format', '{{.VCSTag}}'],
  docker: ['docker', 'version', '--format', '{{.Server.Version}}'],
}

/** Looks which peers are on PATH; for docker an engine has to answer too. */
export function openPeers(): Peers {
  const scratch = mkdtempSync(join(tmpdir(), 'bench-peers-'))
  const folder = join(scratch, 'docker')
  mkdirSync(folder)
  const found = PEERS.map((name) => ({ name, version: versionOf(name) }))
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: scratch,
    TMPDIR: tmpdir(),
    DOCKER_CONFIG: folder,
    REGISTRY_AUTH_FILE: join(folder, 'config.json'),
    REGCTL_CONFIG: join(scratch, 'regctl.json'),
    ...(process.env['DOCKER_HOST'] === undefined ? {} : { DOCKER_HOST: process.env['DOCKER_HOST'] }),
  }
  return {
    names: found.filter(({ version }) => version !== undefined).map(({ name }) => name),
    versions: Object.fromEntries(
      found.flatMap(({ name, version }) => (version === undefined ? [] : [[name, version]])),
    ),
    notRun: Object.fromEntries(
      found.flatMap(({ name, version }) =>
        version === undefined ? [[name, `"${VERSIONS[name].join(' ')}" does not answer`]] : [],
      ),
    ),
    logIn: (passwords) => {
      const auths: Record<string, { auth: string }> = {}
      const hosts: Record<string, { tls: string; user: string; pass: string }> = {}
      for (const [host, password] of Object.entries(passwords)) {
        for (const name of [host, byName(host)]) {
          auths[name] = { auth: btoa(`AWS:${password}`) }
          hosts[name] = { tls: 'disabled', user: 'AWS', pass: password }
        }
      }
      writeFileSync(env.REGISTRY_AUTH_FILE, JSON.stringify({ auths }))
      writeFileSync(env.REGCTL_CONFIG, JSON.stringify({ hosts }))
    },
    run: async (peer, job) => {
      const ended: Finished[] = []
      for (const argv of commandsOf(peer, job)) ended.push(await runProcess({ argv, env, cwd: scratch }))
      if (peer === 'docker') forget(job)
      return {
        log: ended.map(({ log }) => log).join(''),
        milliseconds: ended.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
        firstLineMs: ended[0]?.firstLineMs,
        peakBytes: Math.max(...ended.map(({ peakBytes = 0 }) => peakBytes)),
      }
    },
    stop: () => {
      rmSync(scratch, { recursive: true, force: true })
    },
  }
}

function versionOf(peer: PeerName): string | undefined {
  const [command, ...args] = VERSIONS[peer]
  try {
    const said = execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    return /v?\d[\w.+-]*/.exec(said)?.[0] ?? said.trim()
  } catch {
    return undefined
  }
}

/** What a user types for a job, one command after another. All keep the digest but docker, which cannot be told to. */
function commandsOf(peer: PeerName, { source, sourceTag, destination, tag }: Job): [string, ...string[]][] {
  const name = peer === 'docker' || peer === 'regctl' ? byName : (host: string): string => host
  const [from, to] = [`${name(source)}:${sourceTag}`, `${name(destination)}:${tag}`]
  if (peer === 'crane') {
    return source === destination
      ? [['crane', 'tag', '--insecure', from, tag]]
      : [['crane', 'copy', '--insecure', from, to]]
  }
  if (peer === 'skopeo') {
    const plain = ['--src-tls-verify=false', '--dest-tls-verify=false']
    const exact = ['--all', '--preserve-digests']
    return [['skopeo', '--insecure-policy', 'copy', ...exact, ...plain, `docker://${from}`, `docker://${to}`]]
  }
  if (peer === 'regctl') return [['regctl', 'image', 'copy', from, to]]
  return [
    ['docker', 'pull', '--quiet', from],
    ['docker', 'tag', from, to],
    ['docker', 'push', '--quiet', to],
  ]
}

/** The engine keeps what it pulled, and the next run would find it there. */
function forget({ source, sourceTag, destination, tag }: Job): void {
  const images = [`${byName(source)}:${sourceTag}`, `${byName(destination)}:${tag}`]
  execFileSync('docker', ['image', 'rm', '--force', ...images], { stdio: 'ignore' })
}

/**
 * docker and regctl take two ports of one host for one place, and would show the registry's credentials to the store
 * that the registry redirects to, which refuses them as S3 does. By another name the store is elsewhere, as S3 is.
 * Source: Go, net/http, shouldCopyHeaderOnRedirect.
 */
function byName(reference: string): string {
  return reference.replace(/^127\.0\.0\.1:/, 'localhost:')
}
