import { EXAMPLE, ROLE, stage } from './texts.ts'

/** Texts that are stages files. */
export const ACCEPTED: readonly (readonly [title: string, text: string])[] = [
  ['the example', EXAMPLE],
  ['a stage that is only tagged', 'stages: [{ name: dev }]'],
  ['everything as JSON', '{"stages": [{"name": "dev", "ecs": {"cluster": "c", "service": "s"}}]}'],
  ['Windows line ends', 'stages:\r\n  - name: dev\r\n    region: us-east-1\r\n'],
  [
    'roles at every place',
    `role: ${ROLE}\nstages: [{ name: dev, role: ${ROLE}, targets: [{ role: ${ROLE} }] }]`,
  ],
  ['a China image', stage('image: 123456789012.dkr.ecr.cn-north-1.amazonaws.com.cn/team/app')],
  ['a loopback image', stage('image: 127.0.0.1:5000/app')],
  ['a region of a partition', stage('region: us-gov-west-1')],
  ['a sovereign region', stage('region: eusc-de-east-1')],
  ['a service not created yet', stage('ecs: { cluster: placeholder, service: placeholder }')],
  ['an empty service', stage('ecs: { cluster: "", service: "" }')],
  ['a service without a value', 'stages:\n  - name: dev\n    ecs:\n      cluster: dev\n      service:\n'],
  ['an empty function', stage('lambda: { function: "" }')],
  [
    'ARNs of cluster and service',
    stage(
      'ecs: { cluster: "arn:aws:ecs:us-east-1:123456789012:cluster/c", service: "arn:aws:ecs:us-east-1:123456789012:service/c/s" }',
    ),
  ],
  [
    'the old ARN of a service',
    stage('ecs: { cluster: c, service: "arn:aws:ecs:us-east-1:123456789012:service/s" }'),
  ],
  [
    'the ARN of a function',
    stage('lambda: { function: "arn:aws-cn:lambda:cn-north-1:123456789012:function:f" }'),
  ],
  ['a container', stage('ecs: { cluster: c, service: s, container: web }')],
  [
    'a family with schedules and rules',
    stage(
      'ecs: { cluster: c, family: f, schedules: [nightly, group/weekly], rules: ["arn:aws:events:us-east-1:123456789012:rule/bus/r"] }',
    ),
  ],
  ['an alias with traffic', stage('lambda: { function: f, alias: live, traffic: "10:5, 50:2.5, 100" }')],
  ['one step of traffic as a number', stage('lambda: { function: f, alias: live, traffic: 100 }')],
  [
    'alarms',
    stage('alarms: [errors, "p99 over 1 s", "arn:aws:cloudwatch:us-east-1:123456789012:alarm:a b"]'),
  ],
  [
    'variables of every kind',
    stage('environment: { A: text, B: 1.10, C: true, D: "", __proto__: x, spring.x: 1 }'),
  ],
  ['no variables', stage('environment: {}')],
  [
    'targets that share a region',
    stage('targets: [{ ecs: { cluster: c, service: web } }, { ecs: { cluster: c, service: worker } }]'),
  ],
  ['a target that is only copied to', stage('targets: [{ region: us-west-2 }]')],
]
