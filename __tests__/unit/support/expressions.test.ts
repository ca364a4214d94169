import { describe, expect, test } from 'vitest'
import { condition, evaluate, interpolate } from '../../support/expressions.ts'

const contexts = {
  github: { event_name: 'push', sha: 'abc' },
  vars: { ECR_IMAGE_URL: 'host/app' },
  inputs: { 'stage-name': 'prod' },
  steps: { build: { outputs: { services: '[{"name":"api"}]' } } },
}

test.each([
  ['${{ vars.ECR_IMAGE_URL }}:${{github.sha}}', 'host/app:abc'],
  ["${{ inputs.stage-name == 'prod' && 'staging' || 'dev' }}", 'staging'],
  ["${{ inputs.stage-name != 'prod' && 'staging' || 'dev' }}", 'dev'],
  ['${{ vars.ABSENT }}${{ steps.none.outputs.digest }}', ''],
  ['${{ fromJSON(steps.build.outputs.services)[0].name }}', 'api'],
  ["${{ !(github.event_name == 'pull_request') }}", 'true'],
  ["${{ 'it''s' }}", "it's"],
  ['no expression', 'no expression'],
])('interpolate %s', (text, expected) => {
  expect(interpolate(text, contexts)).toBe(expected)
})

test.each([
  [undefined, true],
  ["github.event_name == 'push'", true],
  ["${{ github.event_name == 'workflow_dispatch' }}", false],
  ['vars.ABSENT', false],
])('condition %s', (text, expected) => {
  expect(condition(text, contexts)).toBe(expected)
})

describe('evaluate', () => {
  test.each(['secret.TOKEN', 'github.sha github.sha', "format('x')", '(github.sha', '1 < 2'])(
    'refuses %s',
    (text) => {
      expect(() => evaluate(text, contexts)).toThrow(text)
    },
  )
})
