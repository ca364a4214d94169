import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Registry clients of others, which say what a registry has. Images are references as they read them. */
export interface Judges {
  /** The digest of an image, by crane. */
  readonly digest: (image: string) => Promise<string>
  /** What crane finds wrong when it reads an image with all its layers; undefined for nothing. */
  readonly fault: (image: string) => Promise<string | undefined>
  /** The bytes of an image's manifest, by skopeo. */
  readonly manifest: (image: string) => Promise<Buffer>
  readonly close: () => void
}

const run = promisify(execFile)

/**
 * crane and skopeo, with no configuration and no credentials of this machine.
 * @param authorities a file of certificates to trust, for registries with TLS
 */
export function openJudges(authorities?: string): Judges {
  const home = mkdtempSync(join(tmpdir(), 'judges-'))
  // Go reads SSL_CERT_FILE in place of the system's authorities. Source: Go, package crypto/x509.
  const trust = authorities === undefined ? {} : { SSL_CERT_FILE: authorities }
  const env = { PATH: process.env['PATH'] ?? '', HOME: home, ...trust }
  const options = { env, encoding: 'buffer', timeout: 30_000 } as const
  const crane = async (...args: string[]): Promise<string> => {
    const { stdout } = await run('crane', args, options)
    return stdout.toString().trim()
  }
  return {
    digest: async (image) => await crane('digest', ...plainness(image, '--insecure'), image),
    fault: async (image) => {
      return await crane('validate', ...plainness(image, '--insecure'), '--remote', image).then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error.message : String(error)),
      )
    },
    manifest: async (image) => {
      const plain = plainness(image, '--tls-verify=false')
      const { stdout } = await run('skopeo', ['inspect', '--raw', ...plain, `docker://${image}`], options)
      return stdout
    },
    close: () => {
      rmSync(home, { recursive: true })
    },
  }
}

function plainness(image: string, flag: string): readonly string[] {
  return image.startsWith('127.0.0.1:') ? [flag] : []
}
