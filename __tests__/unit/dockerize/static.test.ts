import { describe, expect, it } from 'vitest'
import { planFor } from './memory-view.ts'

describe('a site of files', () => {
  it.each([
    [
      'in the folder that its Staticfile names',
      { Staticfile: 'root: ./hello/\n', 'hello/index.html': '' },
      'hello',
    ],
    ['in the folder that people publish', { 'htdocs/index.html': '', 'README.md': '' }, 'htdocs'],
  ])('%s is served from there', (_, files, folder) => {
    const { language, dockerfile } = planFor(files)
    expect(language.value).toBe('static')
    expect(dockerfile).toContain(`COPY ${folder}/ /srv/www/`)
  })
})
