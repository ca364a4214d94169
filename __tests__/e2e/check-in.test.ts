import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateRepositoryCommand, ECRClient } from '@aws-sdk/client-ecr'
import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  RegisterTaskDefinitionCommand,
} from '@aws-sdk/client-ecs'
import { CreateFunctionCommand, GetFunctionCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type EcrHost, startEcrHost } from '../support/ecr-host.ts'
import { createGitRepo, type GitRepo } from '../support/git-repo.ts'
import { type Moto, startMoto } from '../support/moto.ts'
import { describeNeeding } from '../support/needs.ts'
import { type RegistryContainer, startRegistryContainer } from '../support/registry-container.ts'
import { runAction, type ActionRun } from '../support/run-action.ts'

const EAST = 'us-east-1'
const WEST = 'us-west-2'
const ACCOUNT = '123456789012'

/** Everything but the bundles is somebody else's: Docker Engine, the registry image under ECR's host names, moto. */
describeNeeding(['docker', 'moto', 'machine'], 'a check-in on real engines', () => {
  let moto: Moto
  let repo: GitRepo
  let scratch: string
  let env: Record<string, string>
  const registries: RegistryContainer[] = []
  const hosts: EcrHost[] = []
  const client = { endpoint: '', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } }

  beforeAll(async () => {
    moto = await startMoto()
    client.endpoint = moto.endpoint
    scratch = mkdtempSync(join(tmpdir(), 'check-in-'))
    for (const [region, address] of [
      [EAST, '127.0.1.1'],
      [WEST, '127.0.1.2'],
    ] as const) {
      const registry = await startRegistryContainer()
      registries.push(registry)
      await new ECRClient({ ...client, region }).send(new CreateRepositoryCommand({ repositoryName: 'app' }))
      hosts.push(await startEcrHost(registry.host, ACCOUNT, region, address))
    }
    const authorities = join(scratch, 'ca.pem')
    writeFileSync(
      authorities,
      hosts.map((host) => readFileSync(host.env['NODE_EXTRA_CA_CERTS'] ?? '', 'utf8')).join('\n'),
    )
    env = { ...moto.env(), NODE_EXTRA_CA_CERTS: authorities }
    repo = createGitRepo('examples/express-app')
    repo.commit('Describe the stages', { '.github/stages.yml': stages })
    await createService('dev')
    await createService('prod')
    await createFunction()
  })
  afterAll(async () => {
    for (const host of hosts) await host.stop()
    for (const registry of registries) registry.stop()
    repo.remove()
    rmSync(scratch, { recursive: true })
    await moto.stop()
  })

  const image = (region: string): string => `${ACCOUNT}.dkr.ecr.${region}.amazonaws.com/app`
  const stages = [
    `image: ${image(EAST)}`,
    'stages:',
    '  - name: dev',
    '    ecs: { cluster: dev, service: app }',
    '  - name: prod',
    '    targets:',
    `      - { region: ${EAST}, ecs: { cluster: prod, service: app } }`,
    `      - { region: ${WEST}, lambda: { function: app } }`,
    '',
  ].join('\n')

  async function createService(cluster: string): Promise<void> {
    const ecs = new ECSClient({ ...client, region: EAST })
    await ecs.send(new CreateClusterCommand({ clusterName: cluster }))
    const containerDefinitions = [
      {
        name: 'app',
        image: 'public.ecr.aws/first/image:1',
        memory: 128,
        environment: [{ name: 'EMPTY', value: '' }],
      },
    ]
    const tags = [{ key: 'team', value: 'web' }]
    await ecs.send(
      new RegisterTaskDefinitionCommand({ family: `app-${cluster}`, containerDefinitions, tags }),
    )
    await ecs.send(
      new CreateServiceCommand({
        cluster,
        serviceName: 'app',
        taskDefinition: `app-${cluster}`,
        desiredCount: 1,
      }),
    )
  }

  // moto asks for a role that exists, which is IAM's: created by its own form of request.
  async function createFunction(): Promise<void> {
    const form = {
      Action: 'CreateRole',
      RoleName: 'app',
      AssumeRolePolicyDocument: '{}',
      Version: '2010-05-08',
    }
    await fetch(moto.endpoint, {
      method: 'POST',
      headers: { authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${EAST}/iam/aws4_request` },
      body: new URLSearchParams(form),
    })
    const lambda = new LambdaClient({ ...client, region: WEST })
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName: 'app',
        Role: `arn:aws:iam::${ACCOUNT}:role/app`,
        PackageType: 'Image',
        Code: { ImageUri: `${image(WEST)}:first` },
        Tags: { team: 'web' },
      }),
    )
  }

  async function serviceImage(cluster: string): Promise<string | undefined> {
    const ecs = new ECSClient({ ...client, region: EAST })
    const { services } = await ecs.send(new DescribeServicesCommand({ cluster, services: ['app'] }))
    const taskDefinition = services?.[0]?.taskDefinition ?? ''
    const described = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition, include: ['TAGS'] }))
    expect(described.tags).toStrictEqual([{ key: 'team', value: 'web' }])
    expect(described.taskDefinition?.containerDefinitions?.[0]?.environment).toStrictEqual([
      { name: 'EMPTY', value: '' },
    ])
    return described.taskDefinition?.containerDefinitions?.[0]?.image
  }

  async function digestIn(registry: RegistryContainer | undefined, tag: string): Promise<string | null> {
    const accept = [
      'application/vnd.oci.image.manifest.v1+json',
      'application/vnd.docker.distribution.manifest.v2+json',
    ]
    const response = await fetch(`http://${registry?.host ?? ''}/v2/app/manifests/${tag}`, {
      method: 'HEAD',
      headers: { accept: accept.join() },
    })
    return response.headers.get('docker-content-digest')
  }

  const run = async (action: string, inputs: Readonly<Record<string, string>> = {}): Promise<ActionRun> => {
    const ended = await runAction({ action, inputs, env, workspace: repo.folder, timeout: 300_000 })
    expect(ended.annotations.filter(({ level }) => level === 'error')).toStrictEqual([])
    expect(ended.leftovers).toStrictEqual([])
    return ended
  }

  it('runs in dev by one action, then in prod in two regions, from one digest', async () => {
    const checkedIn = await run('root')
    const { digest = '' } = checkedIn.outputs
    expect(checkedIn.outputs).toMatchObject({ generated: 'true', skipped: 'false', result: 'released' })
    expect(await serviceImage('dev')).toBe(`${image(EAST)}@${digest}`)
    for (const tag of [repo.git('rev-parse', 'HEAD'), 'latest', 'dev']) {
      expect(await digestIn(registries[0], tag)).toBe(digest)
    }

    const released = await run('release', { 'stage-name': 'prod' })
    expect(released.outputs).toMatchObject({ result: 'released', digest })
    expect(await serviceImage('prod')).toBe(`${image(EAST)}@${digest}`)
    const lambda = new LambdaClient({ ...client, region: WEST })
    const fn = await lambda.send(new GetFunctionCommand({ FunctionName: 'app' }))
    expect(fn.Code?.ImageUri).toBe(`${image(WEST)}@${digest}`)
    expect(fn.Tags).toStrictEqual({ team: 'web', IMAGE_SHA: digest })
    for (const registry of registries) expect(await digestIn(registry, 'prod')).toBe(digest)

    const again = await run('root')
    expect(again.outputs).toMatchObject({ skipped: 'true', digest, result: 'unchanged' })
  })
})
