import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../sandbox/index.ts'
import { UserError } from '../../../shared/errors.ts'
import { type AlarmState, judgeAlarms, parseAlarms } from '../../../shared/release/deploy/alarm-state.ts'
import { openAlarmCheck, type OpenedAlarms } from '../../../shared/release/deploy/alarms.ts'
import { fakePorts, sandboxSession } from './fakes.ts'

const EAST = 'us-east-1'
const WEST = 'us-west-2'

const alarm = (name: string, state: string, since = 1): AlarmState => ({
  name,
  arn: undefined,
  state,
  since,
  reason: undefined,
})

describe('judgeAlarms', () => {
  const off = new Map([['a', alarm('a', 'ALARM', 1)]])
  it.each([
    ['quiet', [alarm('b', 'OK')], []],
    ['without data', [alarm('b', 'INSUFFICIENT_DATA')], []],
    ['off since the release', [alarm('b', 'ALARM')], ['b']],
    ['off as before', [alarm('a', 'ALARM', 1)], []],
    ['quiet and off again between two looks', [alarm('a', 'ALARM', 2)], ['a']],
  ])('an alarm %s', (_, now, gone) => {
    expect(judgeAlarms(off, now).gone.map(({ name }) => name)).toStrictEqual(gone)
  })

  it('counts one that was off before once it was quiet', () => {
    const quiet = judgeAlarms(off, [alarm('a', 'OK', 5)])
    expect(judgeAlarms(quiet.off, [alarm('a', 'ALARM', 1)]).gone).toHaveLength(1)
  })
})

describe('parseAlarms', () => {
  it('takes names and ARNs, each once, where the name may have colons', () => {
    const arn = `arn:aws:cloudwatch:${WEST}:123456789012:alarm:a:b`
    expect(parseAlarms(['x', arn, 'x', arn], EAST)).toStrictEqual([
      { name: 'x', region: EAST, arn: undefined },
      { name: 'a:b', region: WEST, arn },
    ])
  })

  it('refuses the ARN of something else', () => {
    expect(() => parseAlarms(['arn:aws:sns:us-east-1:123456789012:topic'], EAST)).toThrow(UserError)
  })
})

describe('the alarms of a target', () => {
  let sandbox: Sandbox
  beforeEach(async () => {
    sandbox = await startSandbox()
    sandbox.setAlarm(EAST, 'errors', 'OK')
    sandbox.setAlarm(EAST, 'everything', 'OK', { kind: 'composite' })
    sandbox.setAlarm(WEST, 'latency', 'OK')
  })
  afterEach(async () => {
    await sandbox.stop()
  })

  const open = async (
    alarms: readonly string[],
    fakes = fakePorts(),
  ): Promise<OpenedAlarms & ReturnType<typeof fakePorts>> => {
    const session = sandboxSession(sandbox)
    const opened = await openAlarmCheck(
      { name: 'target', region: EAST, alarms },
      { session, ports: fakes.ports },
    )
    return { ...opened, ...fakes }
  }
  const arnOf = (region: string, name: string, account = sandbox.account): string =>
    `arn:aws:cloudwatch:${region}:${account}:alarm:${name}`

  it('asks nothing when there are none', async () => {
    const { check } = await open([])
    expect(await check()).toStrictEqual([])
    expect(sandbox.requests).toStrictEqual([])
  })

  it('finds metric and composite alarms, each in its own region', async () => {
    const { check, clock } = await open(['errors', 'everything', arnOf(WEST, 'latency')])
    expect(await check()).toStrictEqual([])
    clock.pass(10_000)
    sandbox.setAlarm(EAST, 'everything', 'ALARM')
    sandbox.setAlarm(WEST, 'latency', 'ALARM')
    expect((await check()).toSorted()).toStrictEqual(['everything', 'latency'])
    expect(new Set(sandbox.requests.map(({ region }) => region))).toStrictEqual(new Set([EAST, WEST]))
  })

  it('asks a hundred at once, and no more', async () => {
    const names = Array.from({ length: 130 }, (_, index) => `alarm-${index}`)
    for (const name of names) sandbox.setAlarm(EAST, name, 'OK')
    await open(names)
    expect(sandbox.requests).toHaveLength(2)
  })

  it('paces itself, but asks when it is due', async () => {
    const { check, clock } = await open(['errors'])
    sandbox.requests.length = 0
    await check()
    await check()
    clock.pass(9_999)
    await check()
    expect(sandbox.requests).toHaveLength(1)
    await check(true)
    clock.pass(10_000)
    await check()
    expect(sandbox.requests).toHaveLength(3)
  })

  it('does not forget one that went off and is quiet again', async () => {
    const { check, said } = await open(['errors'])
    sandbox.setAlarm(EAST, 'errors', 'ALARM', 'Threshold Crossed')
    await check()
    sandbox.setAlarm(EAST, 'errors', 'OK')
    expect(await check(true)).toStrictEqual(['errors'])
    expect(said).toStrictEqual(['target: the alarm "errors" went off. Threshold Crossed'])
  })

  it('says which are off already, and lets them count once they were quiet', async () => {
    sandbox.setAlarm(EAST, 'errors', 'ALARM', 'Threshold Crossed')
    const { check, notes } = await open(['errors'])
    expect(notes).toStrictEqual([
      'The alarm "errors" is off already, and does not count until it was quiet again. CloudWatch says: Threshold Crossed',
    ])
    expect(await check(true)).toStrictEqual([])
    sandbox.setAlarm(EAST, 'errors', 'OK')
    expect(await check(true)).toStrictEqual([])
    sandbox.setAlarm(EAST, 'errors', 'ALARM')
    expect(await check(true)).toStrictEqual(['errors'])
  })

  it('refuses one that is not there, with the name that was probably meant', async () => {
    await expect(open(['errors', 'eror-s'])).rejects.toMatchObject({
      message: `There is no CloudWatch alarm "eror-s" in ${EAST}.`,
      hint: expect.stringMatching(/^Did you mean "errors"\? /) as string,
    })
  })

  it('refuses one of another account', async () => {
    await expect(open([arnOf(EAST, 'errors', '210987654321')])).rejects.toThrow(/belongs to another account/)
  })

  it('refuses a denial before the first write, and warns of one afterwards, once', async () => {
    const denial = { service: 'cloudwatch', status: 400, code: 'AccessDeniedException' } as const
    sandbox.fail(denial)
    await expect(open(['errors'])).rejects.toThrow(/denied cloudwatch:DescribeAlarms/)
    sandbox.heal()
    const { check, said } = await open(['errors'])
    sandbox.fail({ ...denial, times: 1 })
    expect(await check(true)).toStrictEqual([])
    expect(await check(true)).toStrictEqual([])
    expect(said).toStrictEqual([
      expect.stringMatching(/^warning: target: its alarms could not be looked at: /),
    ])
  })

  it('goes on asking after a failure that may pass', async () => {
    const { check } = await open(['errors'])
    sandbox.fail({ service: 'cloudwatch', status: 500, code: 'InternalServiceFault', times: 1 })
    expect(await check(true)).toStrictEqual([])
    sandbox.setAlarm(EAST, 'errors', 'ALARM')
    expect(await check(true)).toStrictEqual(['errors'])
  })
})
