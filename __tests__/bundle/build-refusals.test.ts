import { mkdirSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type Sandbox } from '../../sandbox/index.ts'
import { writeLayout } from '../support/image-layout.ts'
import { createGitRepo, type GitRepo } from '../support/git-repo.ts'
import { runAction, type ActionRun } from '../support/run-action.ts'

const REGION = 'us-east-1'
const OTHER_COMMIT = 'b'.repeat(40)

// What only asks; every other call is a write.
const QUESTIONS =
  /^(?:Get|Head|List|Describe|Batch(?:GetImage|CheckLayerAvailability)|Ping|CheckVersion|Version)/

describe('what build-action refuses', () => {
  let sandbox: Sandbox
  let repo: GitRepo

  beforeAll(async () => {
    sandbox = await startSandbox()
    sandbox.createRepository(REGION, 'app')
  })
  afterAll(async () => {
    await sandbox.stop()
  })
  beforeEach(() => {
    repo = createGitRepo()
    repo.commit('Add an image', { Dockerfile: 'FROM scratch\nCOPY README.md /\n' })
    sandbox.requests.length = 0
  })
  afterEach(() => {
    sandbox.heal()
    repo.remove()
  })

  const host = (): string => sandbox.registries[REGION] ?? ''
  const build = async (
    inputs: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>> = {},
  ): Promise<ActionRun> =>
    await runAction({
      action: 'build',
      inputs: { 'ecr-image-url': `${host()}/app`, ...inputs },
      env: { ...sandbox.env(REGION), ...env },
      workspace: repo.folder,
    })
  const expectRefused = (run: ActionRun, sentence: RegExp): void => {
    expect(run.annotations.map(({ level, message }) => ({ level, message }))).toEqual([
      { level: 'error', message: expect.stringMatching(sentence) as string },
    ])
    expect(run.exitCode).toBe(1)
    expect(run.outputs).toEqual({})
    expect(run.leftovers).toEqual([])
    expect(sandbox.requests.filter(({ action, status }) => status < 300 && !QUESTIONS.test(action))).toEqual(
      [],
    )
  }

  const rows: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    ['no image URL', { 'ecr-image-url': '' }, /^The input "ecr-image-url" is missing\. Set /],
    [
      'an image URL without a registry',
      { 'ecr-image-url': 'app' },
      /"app", which names no registry\. It looks like /,
    ],
    ['another registry', { 'ecr-image-url': 'ghcr.io/o/app' }, /"ghcr\.io" is not one of Amazon ECR/],
    [
      'a region that is not the host’s',
      { 'ecr-image-url': '123456789012.dkr.ecr.eu-west-1.amazonaws.com/app', 'aws-region': 'us-east-1' },
      /"aws-region" .*us-east-1.*eu-west-1/,
    ],
    [
      'an endpoint that is not the host',
      { 'ecr-endpoint': '123456789012.dkr.ecr.us-east-1.amazonaws.com' },
      /"ecr-endpoint" .* name different registries/,
    ],
    ['a tag that is none', { tags: 'fine, not fine' }, /"not fine", whose character " " \(number 4\)/],
    ['the tag latest', { tags: 'latest' }, /"latest", which has an input of its own/],
    ['the tag of a stage', { tags: 'prod', stages: 'dev, prod' }, /"prod", which is the name of a stage/],
    ['the tag that a stage keeps', { tags: 'dev-previous' }, /"dev-previous", which ends in "-previous"/],
    ['the tag of another commit', { tags: OTHER_COMMIT }, /which is shaped like a commit/],
    [
      'a build argument that a stack owns',
      { 'build-args': 'A=1\nECR_IMAGE_URL=x' },
      /"build-args" sets ECR_IMAGE_URL/,
    ],
    ['a secret that a stack owns', { 'secret-envs': 'token=S3_BUCKET' }, /"secret-envs" sets S3_BUCKET/],
    ['a secret without an id', { secrets: 'hush' }, /^Entry 1 of the input "secrets"(?!.*hush)/],
    [
      'a secret file that does not exist',
      { 'secret-files': 'a=absent' },
      /^The file "absent" of the secret "a"/,
    ],
    [
      'no Dockerfile',
      { 'dockerfile-path': 'api/Dockerfile' },
      /^There is no Dockerfile at "api\/Dockerfile"\. .*auto-dockerize-action/,
    ],
    ['no context', { context: 'absent' }, /"absent", which is no folder/],
    ['a short sha', { sha: 'abc1234' }, /"abc1234", which is no full commit sha/],
    ['a word for a flag', { rebuild: 'yes' }, /"rebuild" is "yes"\. Valid values: true, false/],
    ['a word for latest', { latest: 'never' }, /"latest" is "never"\. Valid values: auto, true, false/],
    ['a stages file that does not exist', { 'stages-file': 'stages.yml' }, /"stages\.yml" does not exist/],
    ['a role that is none', { 'role-to-assume': 'deploy' }, /"deploy", which is no ARN of an IAM role/],
    ['list', { list: 'true' }, /"list" cannot be used: it is not supported yet/],
    ['merge', { merge: 'sha256:abc' }, /"merge" cannot be used: it is not supported yet/],
    [
      'from: what is neither path nor reference',
      { from: 'image.tar' },
      /"image\.tar", which is neither an OCI image layout/,
    ],
    [
      'from: a registry that is not ECR',
      { from: 'docker.io/library/node:24' },
      /"from" is "docker\.io\/library\/node".*not one of Amazon ECR/,
    ],
    ['from: an image that does not exist', { from: '127.0.0.1:1/app:none' }, /127\.0\.0\.1:1/],
    ['from: a folder that is no layout', { from: '.' }, /no OCI image layout: it has no index\.json/],
    ['from: a compressed tar', { from: 'image.tgz' }, /"[^"]*image\.tgz" is compressed\. Decompress it/],
    ['from: a damaged layout', { from: 'damaged' }, /lacks the manifest sha256:a+ that its index names/],
  ]
  it.each(rows)('%s', async (_, inputs, sentence) => {
    writeFileSync(join(repo.folder, 'image.tgz'), gzipSync(Buffer.alloc(2048)))
    mkdirSync(join(repo.folder, 'damaged'))
    writeFileSync(
      join(repo.folder, 'damaged', 'index.json'),
      JSON.stringify({ manifests: [{ digest: `sha256:${'a'.repeat(64)}` }] }),
    )
    expectRefused(await build(inputs), sentence)
  })

  it('a stage of the stages file as a tag', async () => {
    repo.commit('Add stages', { '.github/stages.yml': 'stages:\n  - name: dev\n  - name: prod\n' })
    expectRefused(await build({ tags: 'prod' }), /"prod", which is the name of a stage/)
  })

  it('a token that AWS does not give', async () => {
    sandbox.fail({
      service: 'ecr',
      action: 'GetAuthorizationToken',
      code: 'AccessDeniedException',
      message: 'User: x is not authorized to perform: ecr:GetAuthorizationToken on resource: *',
    })
    expectRefused(await build({}), /^AWS denied ecr:GetAuthorizationToken on \* in us-east-1\. Allow/)
  })

  it('a repository that does not exist', async () => {
    writeLayout(join(repo.folder, 'layout'))
    expectRefused(
      await build({ 'ecr-image-url': `${host()}/absent`, from: 'layout' }),
      /^The registry answered 404 to .*absent.* Check that the repository exists/,
    )
  })

  it('a machine without credentials', async () => {
    const env = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_EC2_METADATA_DISABLED: 'true' }
    expectRefused(await build({}, env), /^There are no AWS credentials .*"role-to-assume"/)
  })

  it('a machine without Docker', async () => {
    const bin = join(repo.folder, '.git', 'bin')
    mkdirSync(bin)
    expectRefused(
      await build({ sha: OTHER_COMMIT }, { PATH: bin }),
      /^There is no "docker" command here\. Use a runner/,
    )
  })

  it('another image of a commit whose tag is immutable', async () => {
    sandbox.createRepository(REGION, 'immutable', { mutability: 'IMMUTABLE' })
    sandbox.putImage(REGION, 'immutable', repo.git('rev-parse', 'HEAD'))
    expectRefused(
      await build({ 'ecr-image-url': `${host()}/immutable`, rebuild: 'true' }),
      /exists and its tag is immutable/,
    )
  })
})
