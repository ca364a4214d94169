import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bullets, codeBlock, cut, details, link, plain } from '../../../shared/report/markdown.ts'

describe('a block of code', () => {
  it('has a fence that nothing in it closes', () => {
    expect(codeBlock(['a ``` b', 'c ````'], 'diff')).toBe('`````diff\na ``` b\nc ````\n`````')
  })

  it('keeps a line one line, and cuts a long one', () => {
    expect(codeBlock(['a\nb', 'x'.repeat(400)]).split('\n')).toStrictEqual([
      '```',
      'a b',
      `${'x'.repeat(299)}…`,
      '```',
    ])
  })

  it('ends where its text ends, whatever that is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('`', '\n', 'a', '~', ' ') })), (lines) => {
        const [fence = '', ...rest] = codeBlock(lines).split('\n')
        const closing = rest.findIndex((line) => new RegExp(`^\\s*\`{${fence.length},}\\s*$`).test(line))
        expect(closing).toBe(rest.length - 1)
        expect(rest).toHaveLength(lines.length + 1)
      }),
    )
  })
})

describe('a part that is folded away', () => {
  it('shows its title as it is', () => {
    expect(details('a <b> & @team', 'text')).toBe(
      '<details><summary>a &lt;b> &amp; @\u200bteam</summary>\n\ntext\n\n</details>',
    )
  })
})

describe('a link', () => {
  it.each([
    ['https://example.com/a(b)c', '[x](https://example.com/a%28b%29c)'],
    ['https://example.com/a|b c>', '[x](https://example.com/a%7Cb%20c%3E)'],
    ['javascript:alert(1)', 'x'],
    ['https://', 'x'],
    [undefined, 'x'],
  ])('to %s', (url, markdown) => {
    expect(link('x', url)).toBe(markdown)
  })
})

describe('text from outside', () => {
  it('is cut with an ellipsis', () => {
    expect([cut('abc', 3), cut('abcd', 3)]).toStrictEqual(['abc', 'ab…'])
  })

  it('opens nothing in a list', () => {
    expect(bullets([plain('# <details> [x](y)')])).toBe('- \\# &lt;details> \\[x\\](y)')
  })
})
