import { describe, expect, it } from 'vitest'
import { inputReader } from '../../../shared/runner/inputs.ts'

describe('inputReader', () => {
  it('takes the input, then the variable, and empty for absent', () => {
    const env = {
      'INPUT_STAGE-NAME': ' dev ',
      STAGE_NAME: 'prod',
      ECR_IMAGE_URL: 'x/app',
      'INPUT_ECR-IMAGE-URL': '',
    }
    const reader = inputReader(env)
    expect(reader.text('stage-name', 'STAGE_NAME')).toBe('dev')
    expect(reader.text('ecr-image-url', 'ECR_IMAGE_URL')).toBe('x/app')
    expect(reader.text('service-name', 'SERVICE_NAME')).toBeUndefined()
  })

  it('enforces what is required, naming input and variable', () => {
    expect(() => inputReader({}).required('stage-name', 'STAGE_NAME')).toThrow(
      expect.objectContaining({
        message: 'The input "stage-name" is missing.',
        hint: 'Set "stage-name" or the environment variable STAGE_NAME.',
      }),
    )
  })

  it('names the value and the valid ones', () => {
    const reader = inputReader({ INPUT_WAIT: 'later', INPUT_ROLLBACK: 'yes', 'INPUT_WAIT-MINUTES': '-1' })
    expect(() => reader.choice('wait', ['deployed', 'none'], 'none')).toThrow(
      expect.objectContaining({
        message: 'The input "wait" is "later".',
        hint: 'Valid values: deployed, none.',
      }),
    )
    expect(() => reader.flag('rollback', false)).toThrow(/"rollback" is "yes"/)
    expect(() => reader.minutes('wait-minutes', 30)).toThrow(/"wait-minutes" is "-1"/)
  })

  it.each(['1e3', '0', 'NaN', '7201', '1,5'])('takes no %s minutes', (value) => {
    expect(() => inputReader({ 'INPUT_WAIT-MINUTES': value }).minutes('wait-minutes', 30)).toThrow()
  })

  it('reads lists by line and by comma', () => {
    const reader = inputReader({ INPUT_TAGS: 'a, b\r\nc\n\n', 'INPUT_BUILD-ARGS': 'A=1,2\nB=' })
    expect(reader.list('tags')).toStrictEqual(['a', 'b', 'c'])
    expect(reader.lines('build-args')).toStrictEqual(['A=1,2', 'B='])
  })

  it('refuses inputs that are given and nothing else', () => {
    expect(() => {
      inputReader({ INPUT_ALARMS: 'x' }).refuse(['alarms'], 'it is not supported yet.')
    }).toThrow('The input "alarms" cannot be used: it is not supported yet.')
    expect(() => {
      inputReader({ INPUT_ALARMS: ' ' }).refuse(['alarms'], 'it is not supported yet.')
    }).not.toThrow()
  })
})
