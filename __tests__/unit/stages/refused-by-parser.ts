import { IMAGE, type Refusal, stage } from './texts.ts'

/** Texts whose fault no schema can see: it is about YAML itself, or about values compared with each other. */
export const REFUSED_BY_PARSER: readonly Refusal[] = [
  ['nothing', '', '1:1', 'The file is empty.'],
  ['a comment only', '\n# stages', '1:1', 'The file is empty.'],
  ['a name twice', 'stages:\n  - name: dev\n  - name: dev', '3:11', 'There is a stage "dev" above already.'],
  [
    'a key twice',
    'stages:\n  - name: dev\n    name: dev',
    '3:5',
    'The key "name" stands here a second time.',
  ],
  [
    'a variable twice',
    stage('environment: { A: 1, A: 2 }'),
    '1:44',
    'The key "A" stands here a second time.',
  ],
  [
    'a service twice in one region',
    `image: ${IMAGE}\n${stage('targets: [{ ecs: { cluster: c, service: s } }, { region: us-east-1, ecs: { cluster: "arn:aws:ecs:us-east-1:123456789012:cluster/c", service: s }, wave: 2 }]')}`,
    '2:70',
    'This target is the same as one above it.',
  ],
  [
    'traffic that falls',
    stage('lambda: { function: f, alias: a, traffic: "50,10" }'),
    '1:65',
    '"traffic" is "50,10", whose percentages do not rise.',
  ],
  [
    'a URL that does not parse',
    stage('health-check: "http://h:port/"'),
    '1:37',
    '"health-check" is "http://h:port/", which is no valid URL.',
  ],
  [
    'an open quote',
    'stages: "abc',
    '1:13',
    'A quote, bracket, brace, comma, colon or blank is missing here.',
  ],
  [
    'a tab as indentation',
    'stages:\n\t- name: dev',
    '2:1',
    'A tab cannot be used as indentation; use blanks.',
  ],
  [
    'an escape that is none',
    stage('environment: { A: "secret\\q" }'),
    '1:48',
    'There is no such escape in a text in double quotes.',
  ],
  [
    'two documents',
    'stages: [{ name: dev }]\n---\nstages: []',
    '2:1',
    'The file has a second document here; it must have one.',
  ],
  ['a tag', 'stages: !set [{ name: dev }]', '1:9', 'This file cannot have a tag of this kind.'],
  ['a key that is a list', '? [stages]\n: []', '1:3', 'A key must be a text.'],
  [
    'an alias',
    'stages:\n  - &a { name: dev }\n  - *a',
    '3:5',
    'A stage is an alias, which this file cannot have.',
  ],
  [
    'an alias as a variable',
    stage('environment: { A: &a secret, B: *a }'),
    '1:55',
    '"B" is an alias, which this file cannot have.',
  ],
  [
    'an alias without an anchor',
    stage('region: *r'),
    '1:31',
    '"region" is an alias, which this file cannot have.',
  ],
  ['an alias to itself', 'stages: &s [*s]', '1:13', 'A stage is an alias, which this file cannot have.'],
]
