import { describe, expect, it } from 'vitest'
import { UserError } from '../../../shared/errors.ts'
import { listStages } from '../../../shared/release/list.ts'
import { readReleaseInputs, type ReleaseInputs } from '../../../shared/release/request/inputs.ts'
import { planRelease } from '../../../shared/release/request/plan.ts'
import type { ReleaseRequest } from '../../../shared/release/request/request.ts'
import { inputReader } from '../../../shared/runner/inputs.ts'
import { parseStagesFile } from '../../../shared/stages/index.ts'
import { fakePorts } from './fakes.ts'
import { BAD_STAGES, BESIDE_FILE, CONTRADICTIONS } from './bad-input/contradictions.ts'
import type { BadInput } from './bad-input/row.ts'
import { SHAPES } from './bad-input/shapes.ts'

const IMAGE = '123456789012.dkr.ecr.us-east-1.amazonaws.com/app'
const GOOD = {
  'stage-name': 'dev',
  'previous-stage-name': 'latest',
  'ecr-image-url': IMAGE,
  'cluster-arn': 'dev',
  'service-name': 'app',
}
const FILE = `image: ${IMAGE}
stages:
  - name: dev
    ecs: { cluster: dev, service: app }
  - name: prod
    health-check: https://app.example.com/healthy
    lambda: { function: app }
`

function inputsOf(inputs: Readonly<Record<string, string>>): ReleaseInputs {
  const env = Object.entries(inputs).map(([name, value]): [string, string] => [
    `INPUT_${name.toUpperCase()}`,
    value,
  ])
  return readReleaseInputs(inputReader(Object.fromEntries(env)))
}

function plan(inputs: Readonly<Record<string, string>>, file?: string): ReleaseRequest {
  const stagesFile = file === undefined ? undefined : parseStagesFile(file, 'stages.yml')
  return planRelease({ inputs: inputsOf(inputs), stagesFile, env: {}, note: () => undefined })
}

/** What it is refused with, message and hint as an annotation has them. */
function refusal(work: () => unknown): string {
  try {
    work()
  } catch (error) {
    if (error instanceof UserError) return [error.message, error.hint].filter(Boolean).join(' ')
    throw error
  }
  return ''
}

describe('bad input', () => {
  const rows = (table: readonly BadInput[]): BadInput[] => [...table]

  it('is told from good input', () => {
    expect(plan(GOOD).targets).toHaveLength(1)
    expect(plan({ 'stage-name': 'dev' }, FILE).targets).toHaveLength(1)
  })

  it.each(rows(SHAPES))('%s', (_, inputs, sentence) => {
    const said = refusal(() => plan({ ...GOOD, ...inputs }))
    expect(said).toMatch(sentence)
    expect(said).toMatch(/^[A-Z].*\.$/s)
    expect(said).not.toContain('secret')
  })

  it.each(rows(CONTRADICTIONS))('%s', (_, inputs, sentence) => {
    expect(refusal(() => plan({ ...GOOD, ...inputs }))).toMatch(sentence)
  })

  it.each(rows(BESIDE_FILE))('%s', (_, inputs, sentence) => {
    expect(refusal(() => plan({ 'stage-name': 'dev', ...inputs }, FILE))).toMatch(sentence)
  })

  it.each([...BAD_STAGES])('%s', (_, stage, sentence) => {
    const file = `image: ${IMAGE}\nstages: [{ name: dev, ${stage} }]\n`
    expect(refusal(() => plan({ 'stage-name': 'dev' }, file))).toMatch(sentence)
  })

  it.each(['plan', 'rollback', 'command', 'expected-digest'])('list with %s', async (name) => {
    const value =
      name === 'command' ? 'migrate' : name === 'expected-digest' ? `sha256:${'a'.repeat(64)}` : 'true'
    const inputs = inputsOf({ list: 'true', [name]: value })
    await expect(listStages(inputs, fakePorts().ports)).rejects.toThrow(
      `The inputs "list" and "${name}" contradict each other`,
    )
  })
})
