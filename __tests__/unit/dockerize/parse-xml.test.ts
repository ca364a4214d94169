import { describe, expect, it } from 'vitest'
import { readProperties } from '../../../shared/dockerize/parse/properties.ts'
import { parseXml, xmlChild, xmlChildren, xmlText } from '../../../shared/dockerize/parse/xml.ts'
import { errorOf, memoryApp } from './memory-view.ts'

describe('XML', () => {
  const root = parseXml(
    'pom.xml',
    '<?xml version="1.0"?>\r\n<p:project xmlns:p="x">\r\n  <!-- a -->\r\n  <name>A &amp; <![CDATA[<B>]]></name>\r\n  <list><one>1</one><one>2</one></list>\r\n  <empty/>\r\n</p:project>',
  )

  it('has text, places and elements without their prefixes', () => {
    expect(root.name).toBe('project')
    expect(xmlText(xmlChild(root, 'name'))).toEqual({ value: 'A & <B>', file: 'pom.xml', line: 4 })
    expect(xmlChildren(root, 'one', 'list').map(({ text }) => text)).toEqual(['1', '2'])
    expect(xmlText(xmlChild(root, 'empty'))).toBeUndefined()
    expect(xmlChild(root, 'list', 'three')).toBeUndefined()
  })

  it.each([
    ['<a>\n  <b>\n</a>', /line 3, column 1/],
    ['', /line 1, column 1/],
    ['<a></a><b></b>', /line 1/],
    ['<!-- nothing -->', /line 1/],
  ])('says where %j is broken', (text, place) => {
    const error = errorOf(() => parseXml('pom.xml', text))
    expect(error.message).toMatch(/pom.xml is not valid XML/)
    expect(error.message).toMatch(place)
  })

  it('neither expands entities without end nor descends without end', () => {
    const entities = Array.from({ length: 9 }, (_, index) =>
      index === 0 ? '<!ENTITY e0 "haha">' : `<!ENTITY e${index} "${`&e${index - 1};`.repeat(10)}">`,
    ).join('')
    const expand = (): string => {
      try {
        return parseXml('pom.xml', `<!DOCTYPE a [${entities}]><a>&e8;</a>`).text
      } catch {
        return ''
      }
    }
    expect(expand().length).toBeLessThan(20_000)
    const many = `<!DOCTYPE a [<!ENTITY e "${'x'.repeat(1000)}">]><a>${'&e;'.repeat(1000)}</a>`
    expect(errorOf(() => parseXml('pom.xml', many)).message).toMatch(/pom.xml cannot be read/)
    const deep = '<a>'.repeat(5000) + '</a>'.repeat(5000)
    expect(errorOf(() => parseXml('pom.xml', deep)).message).toMatch(/pom.xml cannot be read/)
  })
})

describe('properties', () => {
  it('are read as Java reads them', () => {
    const text =
      '# a\n! b\nurl=https\\://x/y\n  spaced key value \ncolon: 1\nlong=a,\\\n  b\nlast=1\nlast=2\nnone\nletter=\\u0041\\tb\\q\n'
    const found = readProperties(memoryApp({ 'x.properties': text }), 'x.properties')
    expect(Object.fromEntries([...found].map(([key, { value, line }]) => [key, `${value}@${line}`]))).toEqual(
      {
        url: 'https://x/y@3',
        spaced: 'key value@4',
        colon: '1@5',
        long: 'a,b@6',
        last: '2@9',
        none: '@10',
        letter: 'A\tbq@11',
      },
    )
  })
})
