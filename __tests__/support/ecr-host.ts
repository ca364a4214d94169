import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A registry that answers under ECR's own host name, with TLS. */
export interface EcrHost {
  /** `ACCOUNT.dkr.ecr.REGION.amazonaws.com` */
  readonly host: string
  /** What a Node process needs to trust it: NODE_EXTRA_CA_CERTS. */
  readonly env: Readonly<Record<string, string>>
  /** Takes the name, the trust and the server away again. */
  readonly stop: () => Promise<void>
}

const HOSTS = '/etc/hosts'

/** Whether names and certificates may be set up on this machine: on Linux, by root, in CI. */
export function ownsMachine(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && process.env['CI'] === 'true'
}

/**
 * Puts a TLS proxy with ECR's host name of an account and region in front of a registry on loopback (`127.0.0.1:PORT`),
 * so that the code under test takes the way of a real host name: port 443, a certificate, and credentials by host.
 * Changes /etc/hosts and /etc/docker/certs.d until `stop()`, hence only where `ownsMachine()`. `address` is one of
 * 127.0.1.x; two hosts at once need two.
 */
export async function startEcrHost(
  upstream: string,
  account: string,
  region: string,
  address = '127.0.1.1',
): Promise<EcrHost> {
  if (!ownsMachine()) throw new Error('ECR host names are only set up by root in CI (CI=true).')
  const host = `${account}.dkr.ecr.${region}.amazonaws.com`
  const folder = mkdtempSync(join(tmpdir(), 'ecr-host-'))
  const trusted = join('/etc/docker/certs.d', host)
  const entry = `${address} ${host} # ecr-host of a test\n`
  const undo = (): void => {
    rmSync(folder, { recursive: true, force: true })
    rmSync(trusted, { recursive: true, force: true })
    // In place: in a container /etc/hosts is a mount that cannot be replaced.
    writeFileSync(HOSTS, readFileSync(HOSTS, 'utf8').replaceAll(entry, ''))
  }
  try {
    const authority = makeCertificates(folder, host)
    mkdirSync(trusted, { recursive: true })
    writeFileSync(join(trusted, 'ca.crt'), readFileSync(authority))
    appendFileSync(HOSTS, entry)
    const server = createServer(
      { key: readFileSync(join(folder, 'host.key')), cert: readFileSync(join(folder, 'host.crt')) },
      (from, to) => {
        forward(upstream, from, to)
      },
    )
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(443, address, resolve)
    })
    return {
      host,
      env: { NODE_EXTRA_CA_CERTS: authority },
      stop: async () => {
        undo()
        server.closeAllConnections()
        await new Promise((resolve) => server.close(resolve))
      },
    }
  } catch (error) {
    undo()
    throw error
  }
}

// The host's name and scheme go along, so that the registry's own redirects lead back to the proxy.
function forward(upstream: string, from: IncomingMessage, to: ServerResponse): void {
  const onward = request(
    `http://${upstream}${from.url ?? '/'}`,
    { method: from.method, headers: { ...from.headers, 'x-forwarded-proto': 'https' } },
    (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(to)
    },
  )
  onward.once('error', () => to.destroy())
  from.pipe(onward)
}

/** An authority of its own for every host: nothing that it signs is trusted for any other. Returns its certificate. */
function makeCertificates(folder: string, host: string): string {
  const openssl = (...args: string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
  }
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  openssl(
    'req',
    '-x509',
    ...key,
    '-days',
    '1',
    '-subj',
    '/CN=Test authority',
    '-keyout',
    'ca.key',
    '-out',
    'ca.crt',
  )
  openssl('req', ...key, '-subj', '/CN=Test registry', '-keyout', 'host.key', '-out', 'host.csr')
  writeFileSync(join(folder, 'host.ext'), `subjectAltName=DNS:${host}\n`)
  const sign = ['-CA', 'ca.crt', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '1', '-extfile', 'host.ext']
  openssl('x509', '-req', '-in', 'host.csr', ...sign, '-out', 'host.crt')
  return join(folder, 'ca.crt')
}
