import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FAR, HOME, NEAR, type Scene } from './fault-scene.ts'
import { runAction, type ActionRun } from './run-action.ts'

/**
 * Runs release-action in a scene: the stage `prod`, copied to two regions and tagged in three.
 * @param regions those that it is copied to
 * @param timeout in milliseconds, after which it is killed and an error thrown
 */
export async function releaseScene(
  { hosts, env }: Scene,
  inputs: Readonly<Record<string, string>> = {},
  regions: readonly string[] = [NEAR, FAR],
  timeout = 180_000,
): Promise<ActionRun> {
  const workspace = mkdtempSync(join(tmpdir(), 'faults-'))
  try {
    mkdirSync(join(workspace, '.github'))
    const image = (region: string): string => `${hosts[region] ?? ''}/app`
    const targets = regions.map((region) => `      - { region: ${region}, image: "${image(region)}" }`)
    const stages = [`image: ${image(HOME)}`, 'stages:', '  - name: prod', '    targets:', ...targets, '']
    writeFileSync(join(workspace, '.github/stages.yml'), stages.join('\n'))
    return await runAction({
      action: 'release',
      inputs: { 'stage-name': 'prod', ...inputs },
      env,
      workspace,
      timeout,
    })
  } finally {
    rmSync(workspace, { recursive: true })
  }
}
