import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../../shared/errors.ts'
import { parseStagesFile, type Stage } from '../../../shared/stages/index.ts'
import { CASES } from './cases.ts'
import { EXAMPLE } from './texts.ts'

const FILE = '.github/stages.yml'

function refusal(text: string): UserError | undefined {
  try {
    parseStagesFile(text, FILE)
    return undefined
  } catch (error) {
    if (error instanceof UserError) return error
    throw error
  }
}

function onlyStage(text: string): Stage {
  const [stage, ...others] = parseStagesFile(text, FILE).stages
  if (stage === undefined || others.length > 0) throw new Error('The text has not one stage.')
  return stage
}

describe('parseStagesFile', () => {
  it.each(CASES.filter(({ error }) => error === undefined))('accepts $title', ({ text }) => {
    expect(refusal(text)).toBeUndefined()
  })

  it.each(CASES.filter(({ error }) => error !== undefined))('refuses $title with line and column', (row) => {
    const error = refusal(row.text)
    expect(error?.message).toBe(`${FILE}:${row.error?.join(': ') ?? ''}`)
    expect(`${error?.message ?? ''} ${error?.hint ?? ''}`).not.toContain('secret')
  })

  it('reads the example as it is meant', () => {
    const { image, role, stages } = parseStagesFile(EXAMPLE, FILE)
    expect({ image, role }).toEqual({
      image: '123456789012.dkr.ecr.us-east-1.amazonaws.com/app',
      role: undefined,
    })
    expect(stages.map(({ name, previous }) => [name, previous])).toEqual([
      ['dev', 'latest'],
      ['staging', 'dev'],
      ['prod', 'staging'],
    ])
    expect(stages[0]?.targets).toMatchObject([{ wave: 1, ecs: { cluster: 'dev', service: 'app' } }])
    expect(stages[1]?.targets).toMatchObject([{ wave: 1, lambda: { function: 'app-staging' } }])
    expect(stages[2]).toMatchObject({
      healthCheck: 'https://app.example.com/healthy',
      environment: { LOG_LEVEL: 'warn' },
      targets: [
        { region: 'us-west-2', wave: 1, ecs: { cluster: 'prod' } },
        { region: 'us-east-1', wave: 2, ecs: { cluster: 'prod' } },
        { region: 'eu-west-1', wave: 2, image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/app' },
      ],
    })
  })

  it('takes the values of variables as they are written', () => {
    const { environment } = onlyStage(
      'stages: [{ name: dev, environment: { A: 1.10, B: 0x1F, C: TRUE, D: "1", E: 012, __proto__: x } }]',
    )
    expect(Object.entries(environment)).toEqual([
      ['A', '1.10'],
      ['B', '0x1F'],
      ['C', 'TRUE'],
      ['D', '1'],
      ['E', '012'],
      ['__proto__', 'x'],
    ])
  })

  it('has no target where a stage is only tagged', () => {
    expect(onlyStage('stages: [{ name: dev, region: us-west-2 }]').targets).toEqual([])
  })

  it('gives a target the place of its stage only where it names none of its own', () => {
    const text = `
stages:
  - name: prod
    region: us-west-2
    image: 123456789012.dkr.ecr.us-west-2.amazonaws.com/app
    role: arn:aws:iam::123456789012:role/prod
    targets:
      - ecs: { cluster: c, service: web }
      - region: eu-west-1
        role: arn:aws:iam::123456789012:role/eu
      - image: 123456789012.dkr.ecr.ap-south-1.amazonaws.com/app
`
    expect(onlyStage(text).targets).toMatchObject([
      {
        region: 'us-west-2',
        image: '123456789012.dkr.ecr.us-west-2.amazonaws.com/app',
        role: 'arn:aws:iam::123456789012:role/prod',
      },
      { region: 'eu-west-1', image: undefined, role: 'arn:aws:iam::123456789012:role/eu' },
      {
        region: undefined,
        image: '123456789012.dkr.ecr.ap-south-1.amazonaws.com/app',
        role: 'arn:aws:iam::123456789012:role/prod',
      },
    ])
  })

  it('lets several targets stand that are not created yet', () => {
    const targets =
      '[{ ecs: { cluster: c, service: placeholder } }, { ecs: { cluster: c, service: placeholder }, wave: 2 }]'
    expect(onlyStage(`stages: [{ name: dev, targets: ${targets} }]`).targets).toHaveLength(2)
  })

  it('writes the steps of traffic without blanks', () => {
    const text = 'stages: [{ name: dev, lambda: { function: f, alias: a, traffic: "10:5, 50 , 100" } }]'
    expect(refusal(text.replace('50 ,', '50,'))).toBeUndefined()
    expect(onlyStage(text.replace('50 ,', '50,')).targets[0]?.lambda?.traffic).toBe('10:5,50,100')
  })

  it('counts columns as an editor does where the file starts with a byte order mark', () => {
    expect(refusal('\uFEFFstage: []')?.message).toContain(':1:1: ')
  })
})

describe('parseStagesFile on hostile text', () => {
  it.each([
    ['more than 1 MB', '# x\n'.repeat(300_000), '1:1: The file is bigger than 1 MB.'],
    ['more than 1 MB of multi-byte characters', '#é\n'.repeat(270_000), '1:1: The file is bigger than 1 MB.'],
    ['a very long line', `#\n${'- '.repeat(100_000)}`, '2:1: Line 2 has more than 100000 characters.'],
    ['deep brackets', '['.repeat(90_000), '1:'],
    ['deep mappings', '{a: '.repeat(20_000), '1:'],
    ['deep lists on one line', '- '.repeat(40_000), '1:'],
  ])('refuses %s', (_title, text, start) => {
    expect(refusal(text)?.message.startsWith(`${FILE}:${start}`)).toBe(true)
  })

  it('expands no alias', () => {
    const levels = Array.from({ length: 12 }, (_, n) => `b${n}: &b${n} [${`*b${n - 1}, `.repeat(10)}]`)
    expect(refusal(levels.join('\n'))).toBeInstanceOf(UserError)
  })

  it('shows the start of a long value only', () => {
    const message = refusal(`stages: [{ name: dev, region: ${'x'.repeat(50_000)} }]`)?.message ?? ''
    expect(message.length).toBeLessThan(300)
    expect(message).toContain('xxx..."')
  })

  it('throws nothing but a UserError whatever the text', () => {
    const words = fc.constantFrom(
      ...[
        'stages:',
        'name:',
        'dev',
        '- ',
        '  ',
        '\n',
        '{',
        '}',
        '[',
        ']',
        ',',
        ': ',
        '"',
        "'",
        '&a ',
        '*a',
        '!!int ',
      ],
      ...[
        '? ',
        '|',
        '>',
        '#',
        '%YAML 1.1\n',
        '---\n',
        '...\n',
        '\t',
        'ecs:',
        'targets:',
        'environment:',
        'null',
        '1',
        '<<',
      ],
    )
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words, { maxLength: 30 }).map((parts) => parts.join('')),
      fc.json(),
      fc
        .tuple(fc.nat(EXAMPLE.length), words)
        .map(([at, word]) => EXAMPLE.slice(0, at) + word + EXAMPLE.slice(at)),
    )
    fc.assert(
      fc.property(text, (candidate) => {
        const error = refusal(candidate)
        expect(error === undefined || /^\.github\/stages\.yml:\d+:\d+: [^a-z]/.test(error.message)).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
