import type { Sandbox } from '../sandbox/index.ts'

/** A place where the demo's application runs. */
export interface Place {
  readonly stage: string
  readonly region: string
  readonly kind: 'ecs' | 'lambda'
}

export const HOME = 'us-east-1'
const OTHER = 'us-west-2'
export const REPOSITORY = 'app'

// The port that the example's own code listens on by default.
const PORT = 8000

/** Everything that the demo deploys to: dev in one region, prod in two, one of them serverless. */
export const PLACES: readonly Place[] = [
  { stage: 'dev', region: HOME, kind: 'ecs' },
  { stage: 'prod', region: HOME, kind: 'ecs' },
  { stage: 'prod', region: OTHER, kind: 'lambda' },
]

/** Creates repositories, services and functions, as somebody's infrastructure code would have. */
export async function furnish(sandbox: Sandbox): Promise<void> {
  for (const region of [HOME, OTHER]) sandbox.createRepository(region, REPOSITORY)
  for (const { stage, region, kind } of PLACES) {
    if (kind === 'lambda') {
      await sandbox.createFunction(region, { name: REPOSITORY })
      continue
    }
    sandbox.createService(region, {
      cluster: stage,
      service: REPOSITORY,
      taskDefinition: {
        family: `${REPOSITORY}-${stage}`,
        containerDefinitions: [
          {
            name: 'app',
            image: 'public.ecr.aws/docker/library/hello-world:latest',
            essential: true,
            portMappings: [{ containerPort: PORT, protocol: 'tcp' }],
          },
        ],
      },
    })
  }
}

/** The stages file of the demo's repository. */
export function stagesFile(sandbox: Sandbox): string {
  const image = (region: string): string => `${sandbox.registries[region] ?? ''}/${REPOSITORY}`
  return [
    `image: ${image(HOME)}`,
    'stages:',
    '  - name: dev',
    `    ecs: { cluster: dev, service: ${REPOSITORY} }`,
    '  - name: prod',
    '    targets:',
    `      - { region: ${HOME}, ecs: { cluster: prod, service: ${REPOSITORY} } }`,
    `      - { region: ${OTHER}, image: "${image(OTHER)}", lambda: { function: ${REPOSITORY} } }`,
    '',
  ].join('\n')
}

/** Where a place answers, and the image that it runs. */
export function look(
  sandbox: Sandbox,
  { stage, region, kind }: Place,
): { url: string | undefined; image: string } {
  if (kind === 'lambda') {
    const { url, image } = sandbox.fn(region, REPOSITORY)
    return { url, image }
  }
  const { url, taskDefinition } = sandbox.service(region, stage, REPOSITORY)
  return { url, image: /[^"]*@sha256:[0-9a-f]{64}/.exec(JSON.stringify(taskDefinition))?.[0] ?? '' }
}
