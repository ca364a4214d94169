import { describe, expect, it } from 'vitest'
import { KNOWN_EVENTS } from '../../../shared/release/deploy/ecs/known-events.ts'
import { KNOWN_STARTS } from '../../../shared/release/deploy/ecs/known-starts.ts'
import { KNOWN_EXITS, KNOWN_STOPS } from '../../../shared/release/deploy/ecs/known-stops.ts'
import { judgeRollout } from '../../../shared/release/deploy/ecs/rollout.ts'
import { ROLLOUT_CASES } from './rollout-cases/all.ts'
import { JUDGED, type RolloutCase, UNSEEN, WAITED } from './rollout-cases/aws-answers.ts'

const judge = ({ seen, judged, waited }: RolloutCase): ReturnType<typeof judgeRollout> =>
  judgeRollout({ ...UNSEEN, ...seen }, { ...JUDGED, ...judged }, { ...WAITED, ...waited })

describe.each(Object.entries(ROLLOUT_CASES))('%s', (_, cases) => {
  it.each(cases.map((each) => [each.name, each] as const))('%s', (_name, each) => {
    const verdict = judge(each)
    if (!verdict.over) {
      expect({ result: 'goes on', reason: verdict.progress }).toStrictEqual({
        result: each.result,
        reason: each.reason,
      })
      return
    }
    expect({ result: verdict.result, reason: verdict.reason }).toStrictEqual({
      result: each.result,
      reason: each.reason,
    })
    if (each.hint === undefined) expect(verdict.hint).toBeUndefined()
    else expect(verdict.hint).toContain(each.hint)
  })
})

describe('the judgement', () => {
  const hints = Object.values(ROLLOUT_CASES)
    .flat()
    .map((each) => judge(each))
    .flatMap((verdict) => (verdict.over ? (verdict.hint ?? []) : []))

  it('has a case for every known cause', () => {
    const known = [
      ...[...KNOWN_STARTS, ...KNOWN_STOPS].filter(({ harmless }) => harmless !== true),
      ...KNOWN_EVENTS,
    ].map(({ hint }) => hint)
    expect([...known, ...Object.values(KNOWN_EXITS)].filter((hint) => !hints.includes(hint))).toStrictEqual(
      [],
    )
  })

  it('ends every hint as a sentence', () => {
    expect(hints.filter((hint) => !/^[A-Z].*\.$/.test(hint))).toStrictEqual([])
  })

  it('waits on for a status that does not exist yet', () => {
    const status = 'CONTEMPLATING'
    const deployment = JSON.parse(JSON.stringify({ status })) as RolloutCase['seen']['deployment']
    expect(judge({ name: '', seen: { deployment }, result: 'goes on' })).toMatchObject({ over: false })
  })
})
