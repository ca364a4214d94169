import { describe, expect, test } from 'vitest'
import { parseActionFile } from '../../../scripts/lib/action-file.ts'
import { fillTables } from '../../../scripts/lib/docs-tables.ts'

const action = parseActionFile(
  'some-action/action.yml',
  `
inputs:
  ecr-image-url:
    description: >-
      The image's repository,
      <host>/<name>. [env: ECR_IMAGE_URL]
    required: true
  latest:
    description: '\`auto\` | \`<never>\`'
    default: auto
  wait-minutes:
    description: Minutes.
    default: 30
  github-token:
    description: A token.
    default: \${{ github.token }}
outputs:
  digest:
    description: The image's digest.
runs:
  using: node24
  main: ../dist/some/index.js
`,
)
const readme = `# Some

<!-- inputs-start -->
old
<!-- inputs-end -->

between

<!-- outputs-start -->
<!-- outputs-end -->
after
`

describe('fillTables', () => {
  test('puts name, meaning, default and variable of each input and output between the markers', () => {
    expect(fillTables(readme, action)).toBe(`# Some

<!-- inputs-start -->

| Input | Meaning | Default | Variable |
| --- | --- | --- | --- |
| \`ecr-image-url\` | The image's repository, &lt;host>/&lt;name>. | required | \`ECR_IMAGE_URL\` |
| \`latest\` | \`auto\` \\| \`<never>\` | \`auto\` |  |
| \`wait-minutes\` | Minutes. | \`30\` |  |
| \`github-token\` | A token. | \`\${{ github.token }}\` |  |

<!-- inputs-end -->

between

<!-- outputs-start -->

| Output | Meaning |
| --- | --- |
| \`digest\` | The image's digest. |

<!-- outputs-end -->
after
`)
  })

  test('changes nothing the second time', () => {
    const once = fillTables(readme, action)
    expect(fillTables(once, action)).toBe(once)
  })

  test('asks for a marker that is missing', () => {
    expect(() => fillTables(readme.replace('<!-- outputs-end -->', ''), action)).toThrow(
      '<!-- outputs-end -->',
    )
  })
})

describe('parseActionFile', () => {
  test('knows the script that runs', () => {
    expect(action.main).toBe('dist/some/index.js')
  })

  test.each([
    ['inputs: [a]\nruns: { main: x }', 'inputs: expected a mapping'],
    ['inputs: { a: { default: x } }\nruns: { main: x }', 'inputs.a.description: expected text'],
    ['inputs: {}', 'runs: expected a mapping'],
  ])('says what is wrong in %j', (text, message) => {
    expect(() => parseActionFile('action.yml', text)).toThrow(message)
  })
})
