import { describe, expect, it } from 'vitest'
import { frontEnd, hubWarnings, mirrored } from '../../../shared/dockerize/image/mirror.ts'
import type { Stage } from '../../../shared/dockerize/image/steps.ts'

const stages = (base: string, from = 'build'): readonly Stage[] => [
  { name: 'build', base, steps: [{ kind: 'copy', from, sources: ['/bin/x'], to: '/bin/' }] },
]

describe('images of Docker Hub with a namespace', () => {
  it.each([
    [undefined, 'oven/bun:1-slim'],
    ['example.com/hub/library', 'example.com/hub/oven/bun:1-slim'],
    ['example.com/hub/library/', 'example.com/hub/oven/bun:1-slim'],
    ['example.com/hub', 'example.com/hub/oven/bun:1-slim'],
    ['localhost:5000', 'localhost:5000/oven/bun:1-slim'],
    ['mirror.gcr.io/library', 'mirror.gcr.io/oven/bun:1-slim'],
    ['public.ecr.aws/docker/library', 'oven/bun:1-slim'],
    ['acme', 'oven/bun:1-slim'],
  ])('come from %s as %s', (registry, image) => {
    expect(mirrored(stages('oven/bun:1-slim'), registry)[0]?.base).toBe(image)
  })

  it.each([
    'gcr.io/distroless/static',
    'ghcr.io/getzola/zola:v0.20',
    'scratch',
    'deps',
    'example.com/hub/node:24',
  ])('are not %s', (image) => {
    expect(mirrored(stages(image, image), 'example.com/hub/library')).toEqual(stages(image, image))
  })

  it('are copied from there, too', () => {
    const [build] = mirrored(stages('node:24', 'oven/bun:1'), 'example.com/hub/library')
    expect(build?.steps[0]).toMatchObject({ from: 'example.com/hub/oven/bun:1' })
  })

  it('are told where they come from Docker Hub all the same', () => {
    const told = (registry: string | undefined): string =>
      hubWarnings(mirrored(stages('oven/bun:1', 'gcr.io/x/y'), registry), registry)
        .map(({ text }) => text)
        .join()
    expect(told('public.ecr.aws/docker/library')).toBe(
      'oven/bun:1 comes from Docker Hub all the same: public.ecr.aws/docker/library has no such image.',
    )
    expect(told('example.com/hub')).toBe('')
    expect(told(undefined)).toBe('')
  })

  it('are the front end, too', () => {
    expect(frontEnd('example.com/hub/library')).toBe('example.com/hub/docker/dockerfile:1')
    expect(frontEnd('public.ecr.aws/docker/library')).toBe('docker/dockerfile:1')
    expect(frontEnd(undefined)).toBe('docker/dockerfile:1')
  })
})
