import { IMAGE, type Refusal, stage } from './texts.ts'

/** Texts with a value of a wrong shape. */
export const REFUSED_VALUES: readonly Refusal[] = [
  [
    'an ARN of another service',
    stage('ecs: { cluster: "arn:aws:eks:us-east-1:123456789012:cluster/c", service: s }'),
    '1:39',
    '"cluster" is "arn:aws:eks:us-east-1:123456789012:cluster/c", which is not the name or ARN of an ECS cluster.',
  ],
  [
    'an ARN with a short account',
    stage('ecs: { cluster: c, service: "arn:aws:ecs:us-east-1:123:service/c/s" }'),
    '1:51',
    '"service" is "arn:aws:ecs:us-east-1:123:service/c/s", which is not the name or ARN of an ECS service.',
  ],
  [
    'a function with a version',
    stage('lambda: { function: "f:3" }'),
    '1:43',
    '"function" is "f:3", which is not the name or ARN of a Lambda function without a version.',
  ],
  [
    'a function as a number',
    stage('lambda: { function: 1 }'),
    '1:43',
    '"function" is a number; it must be the name or ARN of a Lambda function without a version.',
  ],
  ['a lambda without a function', stage('lambda: {}'), '1:31', 'The key "function" is missing in "lambda".'],
  [
    'a version as an alias',
    stage('lambda: { function: f, alias: "3" }'),
    '1:53',
    '"alias" is "3", which is not the name of an alias of a Lambda function.',
  ],
  [
    'traffic without an alias',
    stage('lambda: { function: f, traffic: "10" }'),
    '1:55',
    '"traffic" is shifted at an alias, and no "alias" is named.',
  ],
  [
    'traffic of 0',
    stage('lambda: { function: f, alias: a, traffic: "0:5,100" }'),
    '1:65',
    '"traffic" is "0:5,100", which is not a list of rising steps PERCENT[:MINUTES].',
  ],
  [
    'traffic of 101',
    stage('lambda: { function: f, alias: a, traffic: 101 }'),
    '1:65',
    '"traffic" is a number; it must be a list of rising steps PERCENT[:MINUTES].',
  ],
  [
    'a region that is none',
    stage('region: us-east'),
    '1:31',
    '"region" is "us-east", which is not the code of an AWS region.',
  ],
  [
    'a zone as a region',
    stage('region: us-east-1a'),
    '1:31',
    '"region" is "us-east-1a", which is not the code of an AWS region.',
  ],
  [
    'a role that is a user',
    stage('role: "arn:aws:iam::123456789012:user/me"'),
    '1:29',
    '"role" is "arn:aws:iam::123456789012:user/me", which is not the ARN of an IAM role.',
  ],
  [
    'a role without a value',
    'stages:\n  - name: dev\n    role:\n',
    '3:10',
    '"role" has no value; it must be the ARN of an IAM role.',
  ],
  [
    'an image with a tag',
    `image: ${IMAGE}:latest\nstages: [{ name: dev }]`,
    '1:8',
    `"image" is "${IMAGE}:latest", which is not a repository of Amazon ECR without protocol, tag and digest.`,
  ],
  [
    'an image of another registry',
    stage('image: ghcr.io/o/app'),
    '1:30',
    '"image" is "ghcr.io/o/app", which is not a repository of Amazon ECR without protocol, tag and digest.',
  ],
  [
    'a health check that is a path',
    stage('health-check: /healthy'),
    '1:37',
    '"health-check" is "/healthy", which is not an http or https URL without a user name.',
  ],
  [
    'a health check with a password',
    stage('health-check: "https://u:p@h/"'),
    '1:37',
    '"health-check" is "https://u:p@h/", which is not an http or https URL without a user name.',
  ],
  [
    'an alarm that is an ARN of a rule',
    stage('alarms: ["arn:aws:events:us-east-1:123456789012:rule/r"]'),
    '1:32',
    '"alarms" is "arn:aws:events:us-east-1:123456789012:rule/r", which is not the name or ARN of a CloudWatch alarm.',
  ],
  [
    'a variable without a value',
    'stages:\n- name: dev\n  environment:\n    A:\n',
    '4:7',
    '"A" has no value; it must be a text, a number, or true or false.',
  ],
  [
    'a variable that is a list',
    stage('environment: { A: [secret] }'),
    '1:41',
    '"A" is a list; it must be a text, a number, or true or false.',
  ],
  [
    'a variable that is immutable',
    stage('environment: { S3_BUCKET: secret }'),
    '1:49',
    'The variable "S3_BUCKET" says where the stack lives and cannot be set.',
  ],
  [
    'a variable whose name is none',
    stage('environment: { "A=B": secret }'),
    '1:45',
    '"A=B" is not the name of an environment variable.',
  ],
  [
    'variables as a list',
    stage('environment: [A=secret]'),
    '1:36',
    '"environment" is a list; it must be a mapping of keys to values.',
  ],
]
