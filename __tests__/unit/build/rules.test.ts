import { describe, expect, it } from 'vitest'
import { cacheFlags } from '../../../shared/build/cache.ts'
import { chooseCommit } from '../../../shared/build/commit.ts'
import type { GithubContext } from '../../../shared/runner/github-context.ts'
import { imageLabels } from '../../../shared/build/labels.ts'
import { latestBeside, mayMoveLatest } from '../../../shared/build/latest.ts'
import { checkTags, refuseImmutable } from '../../../shared/build/tags.ts'

const COMMIT = 'a'.repeat(40)
const OTHER = 'b'.repeat(40)
const github = (more: Partial<GithubContext> = {}): GithubContext => ({
  event: 'push',
  ref: 'refs/heads/main',
  sha: COMMIT,
  defaultBranch: 'main',
  repository: 'o/r',
  repositoryUrl: 'https://github.com/o/r',
  runUrl: undefined,
  runId: undefined,
  workflow: undefined,
  actor: undefined,
  triggeringActor: undefined,
  apiUrl: 'https://api.github.com',
  ...more,
})

describe('checkTags', () => {
  it('keeps the order, without duplicates and without the commit itself', () => {
    expect(checkTags(['v1', COMMIT, 'v1', 'next'], ['dev'], COMMIT)).toEqual(['v1', 'next'])
  })

  it.each([
    ['not a tag', 'whose character " " (number 4) cannot be in a tag.'],
    ['-x', 'which starts with "-"; a tag cannot.'],
    ['x'.repeat(129), 'which has 129 characters; a tag has at most 128.'],
    ['app:v1', 'whose character ":" (number 4) cannot be in a tag.'],
    ['latest', 'input of its own'],
    ['dev', 'name of a stage'],
    ['prod-previous', '"-previous"'],
    [OTHER, 'shaped like a commit'],
  ])('refuses %s', (tag, why) => {
    expect(() => checkTags(['fine', tag], ['dev', 'dev-previous'], COMMIT)).toThrow(why)
  })
})

describe('refuseImmutable', () => {
  it.each(['S3_BUCKET', 'ECR_ENDPOINT', 'ECR_IMAGE_URL'])('refuses %s', (name) => {
    expect(() => {
      refuseImmutable('build-args', ['A', name])
    }).toThrow(`The input "build-args" sets ${name}`)
  })
})

describe('mayMoveLatest', () => {
  it.each([
    ['a push to the default branch', 'auto', github(), true],
    ['another default branch', 'auto', github({ defaultBranch: 'trunk' }), false],
    [
      'a branch named like a default one',
      'auto',
      github({ defaultBranch: 'trunk', ref: 'refs/heads/trunk' }),
      true,
    ],
    ['no payload, main', 'auto', github({ defaultBranch: undefined }), true],
    ['no payload, topic', 'auto', github({ defaultBranch: undefined, ref: 'refs/heads/topic' }), false],
    ['a dispatch', 'auto', github({ event: 'workflow_dispatch' }), true],
    ['a schedule', 'auto', github({ event: 'schedule' }), true],
    ['a pull request', 'auto', github({ event: 'pull_request', ref: 'refs/pull/7/merge' }), false],
    [
      'pull_request_target, whose ref is the default branch',
      'auto',
      github({ event: 'pull_request_target' }),
      false,
    ],
    ['a tag', 'auto', github({ ref: 'refs/tags/main' }), false],
    ['no GitHub at all', 'auto', github({ event: undefined, ref: undefined }), true],
    ['true on a pull request', 'true', github({ event: 'pull_request' }), true],
    ['false on the default branch', 'false', github(), false],
  ] as const)('%s', (_, mode, context, moves) => {
    expect(mayMoveLatest(mode, context).moves).toBe(moves)
  })
})

describe('latestBeside', () => {
  it.each([
    ['its commit cannot be told', [], {}, true],
    ['it names this commit', [COMMIT], {}, true],
    ['it names a descendant', [OTHER], { [OTHER]: true }, false],
    ['it names an ancestor or a stranger', [OTHER], { [OTHER]: false }, true],
    ['the history cannot tell', [OTHER], {}, true],
    ['one of several is a descendant', ['c'.repeat(40), OTHER], { [OTHER]: true }, false],
  ] as const)('%s', async (_, named, ancestry: Readonly<Record<string, boolean>>, moves) => {
    const decision = await latestBeside(COMMIT, named, (other) => Promise.resolve(ancestry[other]))
    expect(decision.moves).toBe(moves)
  })
})

describe('chooseCommit', () => {
  const checkout = { folder: '/w', root: '/w', head: COMMIT, tree: OTHER, shallow: false }

  it('takes what was asked for, then HEAD, then the run', () => {
    expect(chooseCommit(OTHER, checkout, github()).commit).toBe(OTHER)
    expect(chooseCommit(undefined, checkout, github({ sha: OTHER })).commit).toBe(COMMIT)
    expect(chooseCommit(undefined, undefined, github({ sha: OTHER }))).toEqual({
      commit: OTHER,
      why: 'GITHUB_SHA; there is no git checkout here',
    })
  })

  it('says that HEAD of a pull request is not its branch', () => {
    expect(chooseCommit(undefined, checkout, github({ event: 'pull_request' })).why).toContain('"sha"')
  })

  it.each(['main', 'abc1234', `${COMMIT}0`])('refuses %s', (asked) => {
    expect(() => chooseCommit(asked, checkout, github())).toThrow('no full commit sha')
  })

  it('says what to do where nothing names a commit', () => {
    expect(() => chooseCommit(undefined, undefined, github({ sha: undefined }))).toThrow('no git checkout')
  })
})

describe('imageLabels', () => {
  const origin = {
    commit: COMMIT,
    committed: '2026-01-02T03:04:05Z',
    source: 'https://x/y',
    difference: undefined,
    recipe: undefined,
  }

  it('says where an image comes from, and lets given labels win', () => {
    expect(imageLabels(origin, ['a=b', 'org.opencontainers.image.source=mine'])).toEqual([
      `org.opencontainers.image.revision=${COMMIT}`,
      'org.opencontainers.image.created=2026-01-02T03:04:05Z',
      'a=b',
      'org.opencontainers.image.source=mine',
      'com.tinystacks.build.difference=',
      'com.tinystacks.build.recipe=',
    ])
  })

  it('never lets a given label, or one of the base image, pass for what tells images apart', () => {
    const asked = ['com.tinystacks.build.difference=mine', 'com.tinystacks.build.recipe']
    expect(imageLabels({ ...origin, difference: 'd1' }, asked).slice(3)).toEqual([
      'com.tinystacks.build.difference=d1',
      'com.tinystacks.build.recipe=',
    ])
  })
})

describe('cacheFlags', () => {
  it('is nothing for none', () => {
    expect(cacheFlags('none', 'h/app', 'app', false)).toEqual({ from: [], to: [] })
  })

  it('keeps the cache beside the image in ECR', () => {
    expect(cacheFlags('ecr', 'h/app', 'app', false)).toEqual({
      from: ['type=registry,ref=h/app:buildcache'],
      to: [
        'type=registry,ref=h/app:buildcache,mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true',
      ],
    })
  })

  it('keeps the caches of several images apart at GitHub', () => {
    expect(cacheFlags('gha', 'h/app', 'app', false)).toEqual({
      from: ['type=gha,scope=app'],
      to: ['type=gha,scope=app,mode=max,ignore-error=true'],
    })
  })

  it.each(['ecr', 'gha'] as const)('only reads %s on a pull request', (mode) => {
    const flags = cacheFlags(mode, 'h/app', 'app', true)
    expect(flags.from).toHaveLength(1)
    expect(flags.to).toEqual([])
  })
})
