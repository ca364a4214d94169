import { describe, expect, it } from 'vitest'
import { fillResults } from '../../../bench/support/docs.ts'
import { ratio, verdictOf, type Budget, type Row } from '../../../bench/support/rows.ts'
import { formatValue, renderMarkdown, renderText } from '../../../bench/support/table.ts'

function row(more: Partial<Row> = {}): Row {
  return { case: 'retag', what: 'Retag', unit: 'ms', ours: 50, peers: { crane: 100 }, budgets: [], ...more }
}

const half: Budget = { against: 'crane', atMost: 0.5 }

describe('a ratio', () => {
  it('is ours over theirs, and unknown where one of them is', () => {
    expect(ratio(50, 100)).toBe(0.5)
    expect(ratio(undefined, 100)).toBeUndefined()
    expect(ratio(50, undefined)).toBeUndefined()
    expect(ratio(50, 0)).toBeUndefined()
  })
})

describe('a budget', () => {
  it('is met at its limit and missed beyond it', () => {
    expect(verdictOf(row({ budgets: [half] }))).toBe('met')
    expect(verdictOf(row({ budgets: [half], ours: 50.1 }))).toBe('not met')
  })

  it('can bound the value itself', () => {
    const budgets = [{ against: 'value', atMost: 2 }] as const
    expect(verdictOf(row({ budgets, ours: 2, peers: {} }))).toBe('met')
    expect(verdictOf(row({ budgets, ours: 3, peers: {} }))).toBe('not met')
  })

  it('never counts as met where it was not measured', () => {
    expect(verdictOf(row({ budgets: [half], peers: {} }))).toBe('not measured')
    expect(verdictOf(row({ budgets: [half], ours: undefined }))).toBe('not measured')
  })

  it('is missed where one of several is, even beside one that was not measured', () => {
    const skopeo: Budget = { against: 'skopeo', atMost: 1 }
    expect(verdictOf(row({ budgets: [half, skopeo] }))).toBe('not measured')
    expect(verdictOf(row({ budgets: [half, skopeo], ours: 60 }))).toBe('not met')
    expect(verdictOf(row({ budgets: [half, skopeo], peers: { crane: 100, skopeo: 50 } }))).toBe('met')
  })

  it('has no verdict where there is none', () => {
    expect(verdictOf(row())).toBeUndefined()
  })
})

describe('the table', () => {
  it('shows the figure of every tool, ours as a multiple of it, the budget and whether it was kept', () => {
    const [, , line] = renderMarkdown([row({ budgets: [half] })], { docker: 'it does not answer' }).split(
      '\n',
    )
    expect(line).toBe('| Retag | 50 ms | 100 ms (0.50) | – | – | not run | ≤ 0.5 × crane | met |')
  })

  it('says what was not measured, and notes beside what was', () => {
    const text = renderText([row({ ours: undefined, note: 'peers to one region' })], {})
    expect(text).toContain('Retag (peers to one region)  not measured  100 ms')
    expect(text).not.toContain('(NaN)')
  })

  it('stands in columns', () => {
    const rows = [row(), row({ what: 'A longer name', peers: { crane: 100, skopeo: 12_000 } })]
    const columns = renderText(rows, {})
      .split('\n')
      .map((line) => line.search(/ours|50 ms/))
    expect(new Set(columns).size).toBe(1)
  })

  it('gives each unit its own form', () => {
    expect(formatValue(4.25, 'ms')).toBe('4.3 ms')
    expect(formatValue(425.2, 'ms')).toBe('425 ms')
    expect(formatValue(13_460, 'ms')).toBe('13.5 s')
    expect(formatValue(149_900_000, 'bytes')).toBe('149.9 MB')
    expect(formatValue(6_340_000_000, 'bytes')).toBe('6.34 GB')
    expect(formatValue(2, 'requests')).toBe('2')
    expect(formatValue(2.5, 'requests')).toBe('2.5')
    expect(formatValue(1.3, 'times')).toBe('1.30 ×')
  })
})

describe('the page', () => {
  it('gets new results between its markers and keeps the rest', () => {
    const page = '# Page\n<!-- results-start -->\nold\n<!-- results-end -->\nafter\n'
    expect(fillResults(page, 'new')).toBe(
      '# Page\n<!-- results-start -->\n\nnew\n\n<!-- results-end -->\nafter\n',
    )
  })

  it('is refused without its markers', () => {
    expect(() => fillResults('# Page\n<!-- results-end -->\n<!-- results-start -->', 'new')).toThrow(
      'in this order',
    )
    expect(() => fillResults('# Page', 'new')).toThrow('results-start')
  })
})
