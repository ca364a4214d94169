import { describe, expect, it } from 'vitest'
import { resolveNodeVersion } from '../../../shared/dockerize/languages/node/version.ts'
import { resolvePythonVersion } from '../../../shared/dockerize/languages/python/version.ts'

describe('the image tag of a Node.js version', () => {
  it.each([
    ['v22', '22'],
    ['22.11.0', '22.11.0'],
    ['lts/*', '24'],
    ['lts/jod', '22'],
    ['>=18', '24'],
    ['^20.9.0', '20'],
    ['>=20 <21', '20'],
    ['~22.4', '22.4'],
    ['>=26', '26'],
    ['18.x || 22.x', '22'],
    ['>=22.4.0 <22.4.3', '22.4.0'],
    ['>=22 <20', undefined],
    ['nonsense', undefined],
  ])('%s is %s', (text, tag) => {
    expect(resolveNodeVersion(text)).toBe(tag)
  })
})

describe('the image tag of a Python version', () => {
  it.each([
    ['3.12', '3.12'],
    ['python-3.11.4', '3.11.4'],
    ['>=3.9', '3.13'],
    ['>=3.10,<3.13', '3.12'],
    ['^3.11', '3.13'],
    ['~3.11', '3.11'],
    ['~=3.10', '3.13'],
    ['==3.12.*', '3.12'],
    ['<3.9', '3.8'],
    ['3.10.*', '3.10'],
    ['^3.9 || ^4.0', '3.13'],
    ['>=3.14', '3.14'],
    ['>=4', undefined],
    ['nonsense', undefined],
  ])('%s is %s', (text, tag) => {
    expect(resolvePythonVersion(text)).toBe(tag)
  })
})
