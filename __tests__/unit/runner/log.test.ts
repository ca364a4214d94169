import { describe, expect, it } from 'vitest'
import { code, plain, table } from '../../../shared/report/markdown.ts'
import { formatBytes } from '../../../shared/runner/journal.ts'
import { printable } from '../../../shared/runner/log.ts'

describe('printable', () => {
  it.each([
    ['::error::owned'],
    ['fine\n  ::add-mask::x'],
    ['a\r::stop-commands::x'],
    ['\u2028::warning::x'],
    ['##[error]owned'],
    ['text ##[group]x'],
    ['\u001b[2K::error::x'],
  ])('%j carries no workflow command', (text) => {
    expect(printable(text)).not.toMatch(/^\s*::/m)
    expect(printable(text)).not.toContain('##[')
  })

  it('drops colours and keeps everything else', () => {
    expect(printable('\u001b[31mred\u001b[0m\ttab\nä 漢')).toBe('red\ttab\nä 漢')
  })
})

describe('markdown', () => {
  it('shows text from outside as text', () => {
    expect(plain('<script> & [x](y) | *b* @team\n# no')).toBe(
      '&lt;script> &amp; \\[x\\](y) \\| \\*b\\* @\u200bteam # no',
    )
    expect(code('a`b|c')).toBe('`` a`b\\|c ``')
    expect(table(['a'], [['b']])).toBe('| a |\n| --- |\n| b |')
  })
})

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_234, '1.2 kB'],
    [214_000_000, '214 MB'],
    [999_999, '1.0 MB'],
  ])('%d is %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })
})
