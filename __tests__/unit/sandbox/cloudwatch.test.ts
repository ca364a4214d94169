import { DescribeAlarmsCommand, type DescribeAlarmsCommandInput } from '@aws-sdk/client-cloudwatch'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../../sandbox/index.ts'
import { clientsOf, EAST } from './clients.ts'

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox()
  sandbox.setAlarm(EAST, 'errors', 'OK', 'Nothing to see.')
  sandbox.setAlarm(EAST, 'everything', 'ALARM', { kind: 'composite' })
})
afterEach(async () => {
  await sandbox.stop()
})

async function ask(input: DescribeAlarmsCommandInput): Promise<Record<string, string | undefined>> {
  const answer = await clientsOf(sandbox).cloudwatch.send(new DescribeAlarmsCommand(input))
  const all = [...(answer.MetricAlarms ?? []), ...(answer.CompositeAlarms ?? [])]
  return Object.fromEntries(all.map(({ AlarmName = '', StateValue }) => [AlarmName, StateValue]))
}

describe('alarms', () => {
  it('are metric alarms alone, unless their types are named', async () => {
    expect(await ask({})).toStrictEqual({ errors: 'OK' })
    expect(await ask({ AlarmTypes: ['CompositeAlarm', 'MetricAlarm'] })).toStrictEqual({
      errors: 'OK',
      everything: 'ALARM',
    })
  })

  it('are found by name; one that is not there is left out', async () => {
    expect(await ask({ AlarmNames: ['errors', 'none'] })).toStrictEqual({ errors: 'OK' })
  })

  it('come in pages of fifty, and of a hundred at most', async () => {
    for (let count = 0; count < 60; count += 1) sandbox.setAlarm(EAST, `alarm-${count}`, 'OK')
    const { cloudwatch } = clientsOf(sandbox)
    const first = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNamePrefix: 'alarm-' }))
    expect(first.MetricAlarms).toHaveLength(50)
    const { NextToken } = first
    const rest = await cloudwatch.send(new DescribeAlarmsCommand({ AlarmNamePrefix: 'alarm-', NextToken }))
    expect(rest.MetricAlarms).toHaveLength(10)
    expect(Object.keys(await ask({ AlarmNamePrefix: 'alarm-', MaxRecords: 100 }))).toHaveLength(60)
    await expect(ask({ MaxRecords: 101 })).rejects.toMatchObject({ name: 'InvalidParameterValueException' })
  })

  it('change once they were asked for so often', async () => {
    sandbox.setAlarm(EAST, 'errors', 'ALARM', { afterAsks: 2 })
    const states = [1, 2, 3].map(async () => (await ask({ AlarmNames: ['errors'] }))['errors'])
    expect((await Promise.all(states)).toSorted()).toStrictEqual(['ALARM', 'OK', 'OK'])
  })
})
