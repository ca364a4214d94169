import { describe, expect, it } from 'vitest'
import { regionsOfStages } from '../../../shared/release/request/stage-regions.ts'
import { parseStagesFile } from '../../../shared/stages/index.ts'
import { repositoryIn } from './report/a-report.ts'

describe('the regions of stages', () => {
  it('are those of their targets, or of their image, or of the image itself', () => {
    const { url } = repositoryIn('eu-west-1')
    const file = parseStagesFile(
      [
        'stages:',
        '  - name: dev',
        '  - { name: far, region: sa-east-1 }',
        `  - { name: copied, image: ${url} }`,
        '  - { name: staging, ecs: { cluster: "arn:aws:ecs:us-west-1:123456789012:cluster/a", service: a } }',
        '  - name: prod',
        '    targets:',
        '      - { region: us-west-2, ecs: { cluster: a, service: web } }',
        '      - { region: us-west-2, ecs: { cluster: a, service: worker } }',
        `      - { image: ${url}, lambda: { function: a } }`,
      ].join('\n'),
      'stages.yml',
    )
    expect(regionsOfStages(file, repositoryIn('us-east-1'))).toStrictEqual({
      dev: ['us-east-1'],
      far: ['sa-east-1'],
      copied: ['eu-west-1'],
      staging: ['us-west-1'],
      prod: ['us-west-2', 'eu-west-1'],
    })
  })
})
