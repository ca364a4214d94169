import { describe, expect, it } from 'vitest'
import { parseRepository } from '../../../shared/registry/reference.ts'
import { digestIn, findContainer, repositoryName } from '../../../shared/release/deploy/ecs/container.ts'

const ECR = '123456789012.dkr.ecr.us-east-1.amazonaws.com'
const repository = parseRepository(`${ECR}/app`, { input: 'ecr-image-url', env: {} })
const container = (name: string, image: string): { name: string; image: string } => ({ name, image })

describe('findContainer', () => {
  it.each([
    ['the exact repository', [container('proxy', 'envoy:1'), container('app', `${ECR}/app:dev`)], 1],
    [
      'no sidecar whose name only begins the same',
      [container('w', `${ECR}/app-worker:dev`), container('a', `${ECR}/app:dev`)],
      1,
    ],
    [
      'the repository in another region',
      [container('p', 'envoy'), container('a', '123456789012.dkr.ecr.eu-west-1.amazonaws.com/app:x')],
      1,
    ],
    [
      'a digest reference with a tag',
      [container('p', 'envoy'), container('a', `${ECR}/app:dev@sha256:${'a'.repeat(64)}`)],
      1,
    ],
    ['the only container, whatever it runs', [container('web', 'public.ecr.aws/nginx/nginx:latest')], 0],
  ])('takes %s', (_, containers, index) => {
    expect(findContainer(containers, repository, undefined, 'app:1')).toBe(index)
  })

  it('takes the named one', () => {
    const two = [container('web', `${ECR}/app:1`), container('worker', `${ECR}/app:1`)]
    expect(findContainer(two, repository, 'worker', 'app:1')).toBe(1)
  })

  it('lists the containers when several match, none does, or the name is wrong', () => {
    const two = [container('web', `${ECR}/app:1`), container('worker', `${ECR}/app:1`)]
    const none = [container('proxy', 'envoy:1'), container('log', 'fluentbit')]
    expect(() => findContainer(two, repository, undefined, 'app:1')).toThrow(
      /2 containers of the repository "app"/,
    )
    expect(() => findContainer(none, repository, undefined, 'app:1')).toThrow(
      /no container of the repository "app"/,
    )
    expect(() => findContainer(two, repository, 'api', 'app:1')).toThrow(/no container "api"/)
    expect(() => findContainer(two, repository, 'api', 'app:1')).toThrow(
      expect.objectContaining({ hint: expect.stringContaining(`web (${ECR}/app:1), worker`) as string }),
    )
  })
})

describe('repositoryName', () => {
  it.each([
    [`${ECR}/team/app:dev`, 'team/app'],
    ['localhost:5000/app', 'app'],
    ['localhost/app:1', 'app'],
    ['library/nginx:1.27', 'library/nginx'],
    ['nginx', 'nginx'],
    [`${ECR}/app@sha256:${'0'.repeat(64)}`, 'app'],
  ])('%s is %s', (image, name) => {
    expect(repositoryName(image)).toBe(name)
  })
})

describe('digestIn', () => {
  it('finds the digest of a reference that has one', () => {
    const digest = `sha256:${'b'.repeat(64)}`
    expect(digestIn(`${ECR}/app:dev@${digest}`)).toBe(digest)
    expect(digestIn(`${ECR}/app:dev`)).toBeUndefined()
  })
})
