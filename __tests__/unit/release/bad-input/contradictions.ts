import { type BadInput, ECS, FUNCTION, LAMBDA } from './row.ts'

const DIGEST = `sha256:${'a'.repeat(64)}`

/** What two values say together. */
export const CONTRADICTIONS: readonly BadInput[] = [
  [
    'a stage from itself',
    { 'previous-stage-name': 'dev' },
    /"stage-name" and "previous-stage-name" are both "dev"/,
  ],
  [
    'a rollback to an expected digest',
    { rollback: 'true', 'expected-digest': DIGEST },
    /"rollback" and "expected-digest" contradict each other/,
  ],
  [
    'another region than the image',
    { 'aws-region': 'eu-west-1' },
    /"aws-region" says eu-west-1, and "ecr-image-url" is in us-east-1/,
  ],
  [
    'another endpoint',
    { 'ecr-endpoint': '123456789012.dkr.ecr.eu-west-1.amazonaws.com' },
    /"ecr-endpoint" .* name different registries/,
  ],
  [
    'a regional endpoint alone',
    { 'regional-ecr-endpoint': '123456789012.dkr.ecr.eu-west-1.amazonaws.com' },
    /"regional-ecr-image-url" is missing/,
  ],
  [
    'a cluster elsewhere',
    { 'stage-region': 'us-west-2', 'cluster-arn': `${ECS}:cluster/dev` },
    /"stage-region" says us-west-2, and "cluster-arn" is in us-east-1/,
  ],
  [
    'a revision elsewhere',
    {
      'cluster-arn': `${ECS}:cluster/dev`,
      'task-definition': 'arn:aws:ecs:eu-west-1:123456789012:task-definition/app:7',
    },
    /"task-definition" is in eu-west-1/,
  ],
  [
    'a regional image elsewhere',
    {
      'stage-region': 'us-west-2',
      'regional-ecr-image-url': '123456789012.dkr.ecr.eu-west-1.amazonaws.com/app',
    },
    /"regional-ecr-image-url" is in eu-west-1/,
  ],
  [
    'a service of another cluster',
    { 'service-name': `${ECS}:service/prod/app` },
    /"cluster-arn" names the cluster "dev", and the ARN in "service-name" the cluster "prod"/,
  ],
  [
    'a service of another account',
    {
      'cluster-arn': `${ECS}:cluster/dev`,
      'service-name': 'arn:aws:ecs:us-east-1:210987654321:service/dev/app',
    },
    /in the account 123456789012, and "service-name" in 210987654321/,
  ],
  [
    'a role of another account',
    { 'cluster-arn': `${ECS}:cluster/dev`, 'role-to-assume': 'arn:aws:iam::210987654321:role/x' },
    /"cluster-arn" is in the account 123456789012, and "role-to-assume" in 210987654321/,
  ],
  [
    'a role of another partition',
    { 'role-to-assume': 'arn:aws-cn:iam::123456789012:role/x' },
    /of the partition "aws-cn", and us-east-1 is a region of "aws"/,
  ],
  ['no cluster', { 'cluster-arn': '' }, /"cluster-arn" is missing/],
  ['two functions', { ...FUNCTION, 'lambda-function-arn': `${LAMBDA}:other` }, /name different functions/],
  [
    'traffic without an alias',
    { ...FUNCTION, 'lambda-traffic': '10:5,100' },
    /"lambda-traffic" is shifted at an alias, and "lambda-alias" names none/,
  ],
  [
    'an alias of a service',
    { 'lambda-alias': 'live' },
    /"lambda-alias" belongs to a Lambda function, and the ECS service "app" is released/,
  ],
  [
    'a container of a function',
    { ...FUNCTION, 'container-name': 'web' },
    /"container-name" belongs to an ECS service, and the Lambda function "app" is released/,
  ],
  [
    'a revision of a function',
    { ...FUNCTION, 'task-definition': 'family' },
    /"task-definition" belongs to an ECS service/,
  ],
  [
    'CodeDeploy for a function',
    { ...FUNCTION, 'codedeploy-application': 'app' },
    /"codedeploy-application" belongs to an ECS service/,
  ],
  [
    'an AppSpec for a function',
    { ...FUNCTION, 'codedeploy-appspec': 'appspec.yml' },
    /"codedeploy-appspec" belongs to an ECS service/,
  ],
  ['a command for a function', { ...FUNCTION, command: 'migrate' }, /"command" belongs to an ECS service/],
  [
    'a command for nothing',
    { 'service-name': 'placeholder', command: 'migrate' },
    /"command" needs an ECS service/,
  ],
  [
    'a health check of what is not waited for',
    { wait: 'none', 'health-check-url': 'https://a.example' },
    /"health-check-url" and "wait: none" contradict/,
  ],
  [
    'alarms of what is not waited for',
    { wait: 'none', alarms: 'errors' },
    /"alarms" and "wait: none" contradict/,
  ],
  [
    'steps of what is not waited for',
    { ...FUNCTION, wait: 'none', 'lambda-alias': 'live', 'lambda-traffic': '10:5,100' },
    /The traffic of the target .* and "wait: none" contradict/,
  ],
]

/** What contradicts the stages file. */
export const BESIDE_FILE: readonly BadInput[] = [
  [
    'a stage that is not there',
    { 'stage-name': 'prdo' },
    /no stage "prdo"\. Did you mean "prod"\? Its stages: dev, prod/,
  ],
  [
    'a container beside its targets',
    { 'container-name': 'web' },
    /"container-name" is for a service or function that the inputs name/,
  ],
  [
    'an alias beside its targets',
    { 'lambda-alias': 'live' },
    /"lambda-alias" is for a service or function that the inputs name/,
  ],
  [
    'CodeDeploy beside its targets',
    { 'codedeploy-application': 'x' },
    /"codedeploy-application" is for a service or function/,
  ],
  [
    'no wait for its health check',
    { 'stage-name': 'prod', wait: 'none' },
    /The "health-check" of the stage "prod" in the stages file and "wait: none"/,
  ],
]

/** Stages files whose targets contradict themselves. */
export const BAD_STAGES: readonly (readonly [title: string, stage: string, sentence: RegExp])[] = [
  [
    'an ARN in another region',
    `region: eu-west-1, ecs: { cluster: "${ECS}:cluster/dev", service: app }`,
    /has the region eu-west-1 and an ARN in us-east-1/,
  ],
  [
    'an ARN of another account than its role',
    `role: "arn:aws:iam::210987654321:role/x", ecs: { cluster: "${ECS}:cluster/dev", service: app }`,
    /the account 210987654321 and an ARN in 123456789012/,
  ],
  [
    'two ARNs in two regions',
    `ecs: { cluster: "${ECS}:cluster/dev", service: "arn:aws:ecs:eu-west-1:123456789012:service/dev/app" }`,
    /region us-east-1 and an ARN in eu-west-1/,
  ],
  [
    'a region of another partition',
    'region: cn-north-1, ecs: { cluster: dev, service: app }',
    /no counterpart there/,
  ],
  [
    'a role of another partition',
    'role: "arn:aws-cn:iam::123456789012:role/x", ecs: { cluster: dev, service: app }',
    /of the partition "aws-cn"/,
  ],
]
