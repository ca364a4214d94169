import { describe, expect, it } from 'vitest'
import type { AliasState } from '../../../shared/release/deploy/lambda/alias.ts'
import type { FunctionState } from '../../../shared/release/deploy/lambda/function.ts'
import { type Found, outlookOf } from '../../../shared/release/deploy/lambda/outlook.ts'
import type { Outlook } from '../../../shared/release/deploy/outcome.ts'
import { parseTraffic } from '../../../shared/release/request/traffic.ts'
import { targetOf } from './lambda-request.ts'

const digestOf = (letter: string): string => `sha256:${letter.repeat(64)}`
const OLD = digestOf('a')
const NEW = digestOf('b')
const OTHER = digestOf('c')

const state = (digest: string, more: Partial<FunctionState> = {}): FunctionState => ({
  arn: 'arn:aws:lambda:us-east-1:123456789012:function:app',
  version: '$LATEST',
  packageType: 'Image',
  architecture: 'x86_64',
  image: `host/app@${digest}`,
  digest,
  codeSha256: undefined,
  revisionId: undefined,
  updating: false,
  state: 'Active',
  failed: false,
  reasonCode: undefined,
  reason: undefined,
  environment: { LEVEL: 'secret' },
  environmentError: undefined,
  tags: { IMAGE_SHA: digest },
  ...more,
})
const live = (version: string, weights: Record<string, number> = {}): AliasState => ({
  name: 'live',
  version,
  weights,
  revisionId: undefined,
})

interface Scene {
  readonly latest?: FunctionState
  readonly alias?: AliasState
  readonly aliased?: FunctionState
  readonly candidate?: string
  readonly name?: string
  readonly traffic?: string
  readonly stageDigest?: string
}

function outlook(scene: Scene): Outlook {
  const { target, runs } = targetOf({ alias: scene.name })
  const found: Found = {
    latest: scene.latest ?? state(OLD),
    alias: scene.alias,
    aliased: scene.aliased,
    candidate: scene.candidate,
  }
  return outlookOf(found, {
    target: { ...target, environment: { set: { LEVEL: 'other-secret' }, remove: [] } },
    runs: {
      ...runs,
      traffic: scene.traffic === undefined ? [] : parseTraffic(scene.traffic, 'lambda-traffic'),
    },
    image: { digest: NEW, platforms: new Map(), platform: () => Promise.resolve(undefined) },
    digest: NEW,
    stage: 'dev',
    stageDigest: scene.stageDigest ?? OLD,
  })
}

describe('what a release to a function would change', () => {
  it('is the image and the names of variables', () => {
    expect(outlook({})).toStrictEqual({
      running: OLD,
      revision: undefined,
      diff: [
        `- image host/app@${OLD}`,
        `+ image 127.0.0.1:1/app@${NEW}`,
        '- environment LEVEL (its former value)',
        '+ environment LEVEL (a new value)',
      ],
      notes: [],
    })
  })

  it('is the alias with its steps', () => {
    const scene = {
      name: 'live',
      alias: live('7'),
      aliased: state(OLD, { version: '7' }),
      traffic: '10:5,100',
    }
    expect(outlook(scene)).toMatchObject({
      running: OLD,
      revision: '7',
      diff: expect.arrayContaining([
        '- alias live: version 7',
        '+ alias live: a new version, 10 % for 5 min, 100 %',
      ]) as string[],
    })
  })
})

describe('what is said of a function', () => {
  const aliased = state(OLD, { version: '7' })
  it.each<[string, Scene, RegExp | undefined]>([
    ['runs what the tag names', {}, undefined],
    [
      'runs something else',
      { latest: state(OTHER) },
      /^It drifted: it runs sha256:c+, and the tag "dev" names sha256:a+/,
    ],
    ['runs the image already', { latest: state(NEW) }, undefined],
    [
      'runs an image of the index that the tag names',
      { latest: state(OTHER, { tags: { IMAGE_SHA: OLD } }) },
      undefined,
    ],
    [
      'runs something else, and its tag says that it runs this image',
      { latest: state(OTHER, { tags: { IMAGE_SHA: NEW } }), stageDigest: NEW },
      /^It drifted/,
    ],
    [
      'gets a share of its traffic already',
      {
        name: 'live',
        alias: live('7', { '8': 0.1 }),
        aliased,
        candidate: '8',
        stageDigest: NEW,
        traffic: '10',
      },
      undefined,
    ],
    [
      'goes on from a share',
      { name: 'live', alias: live('7', { '8': 0.1 }), aliased, candidate: '8', stageDigest: NEW },
      /^The alias "live" has 10 % to version 8 already; the release goes on from there\.$/,
    ],
    [
      'has a share for another version',
      { name: 'live', alias: live('7', { '6': 0.25 }), aliased },
      /^The alias "live" has 25 % to version 6; the release replaces that\.$/,
    ],
    ['has no alias yet', { name: 'live' }, /no alias yet; "live" is created/],
    [
      'has an alias at $LATEST',
      { name: 'live', alias: live('$LATEST'), aliased: state(OLD) },
      /points to \$LATEST/,
    ],
    ['is inactive', { latest: state(OLD, { state: 'Inactive' }) }, /is inactive/],
    ['is being updated', { latest: state(OLD, { updating: true }) }, /in progress/],
    [
      'failed before',
      { latest: state(OLD, { failed: true, reasonCode: 'ImageDeleted' }) },
      /failed \(ImageDeleted\)/,
    ],
  ])('that %s', (_, scene, note) => {
    const { notes } = outlook(scene)
    expect(notes).toStrictEqual(note === undefined ? [] : [expect.stringMatching(note)])
    expect(JSON.stringify(outlook(scene))).not.toContain('secret')
  })
})
