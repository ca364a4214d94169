import { describe, expect, it } from 'vitest'
import { diffLines } from '../../../shared/release/deploy/ecs/diff.ts'
import type { JsonObject } from '../../../shared/aws/raw-json.ts'

const IMAGE = '123456789012.dkr.ecr.us-east-1.amazonaws.com/app@sha256:'
const app: JsonObject = {
  name: 'app',
  image: `${IMAGE}${'a'.repeat(64)}`,
  cpu: 256,
  environment: [
    { name: 'KEPT', value: 'k1' },
    { name: 'LOG_LEVEL', value: 'k2' },
    { name: 'a.dotted.name', value: 'k3' },
  ],
  secrets: [{ name: 'DB', valueFrom: 'arn:old' }],
  portMappings: [{ containerPort: 80 }],
  command: ['serve'],
  logConfiguration: { logDriver: 'splunk', options: { 'splunk-token': 'k4', 'splunk-url': 'https://a' } },
}
const proxy: JsonObject = { name: 'proxy', image: 'envoy:1', environment: [{ name: 'X', value: 'k5' }] }
const base: JsonObject = {
  family: 'app',
  cpu: '256',
  containerDefinitions: [app, proxy],
  tags: [{ key: 'team', value: 'a' }],
}
const withApp = (members: JsonObject): JsonObject => ({
  ...base,
  containerDefinitions: [{ ...app, ...members }, proxy],
})

describe('diffLines', () => {
  it.each<[string, JsonObject, readonly string[]]>([
    ['nothing', { ...base }, []],
    ['the order of containers', { ...base, containerDefinitions: [proxy, app] }, []],
    ['a field', { ...base, cpu: '512' }, ['+ cpu: 256 -> 512']],
    ['a field of a container', withApp({ cpu: 512 }), ['+ containerDefinitions.app.cpu: 256 -> 512']],
    [
      'an image, which is long',
      withApp({ image: `${IMAGE}${'b'.repeat(64)}` }),
      [
        `- containerDefinitions.app.image: ${IMAGE}${'a'.repeat(64)}`,
        `+ containerDefinitions.app.image: ${IMAGE}${'b'.repeat(64)}`,
      ],
    ],
    [
      'variables, by their names',
      withApp({
        environment: [
          { name: 'LOG_LEVEL', value: 'v1' },
          { name: 'KEPT', value: 'k1' },
          { name: 'NEW', value: 'v2' },
        ],
      }),
      [
        '+ environment LOG_LEVEL (changed)',
        '+ environment NEW (added)',
        '- environment a.dotted.name (removed)',
      ],
    ],
    [
      'variables of any shape',
      withApp({ environment: ['v3'] }),
      [
        '+ environment (added)',
        '- environment KEPT (removed)',
        '- environment LOG_LEVEL (removed)',
        '- environment a.dotted.name (removed)',
      ],
    ],
    [
      'variables of another container',
      {
        ...base,
        containerDefinitions: [app, { ...proxy, environment: [{ name: 'X', value: 'v4' }] }],
      },
      ['+ containerDefinitions.proxy.environment X (changed)'],
    ],
    [
      'a secret, by where it comes from',
      withApp({ secrets: [{ name: 'DB', valueFrom: 'arn:new' }] }),
      ['+ containerDefinitions.app.secrets.DB.valueFrom: arn:old -> arn:new'],
    ],
    [
      'lists without names',
      withApp({ portMappings: [{ containerPort: 8080 }], command: ['serve', '--fast'] }),
      [
        '+ containerDefinitions.app.command: ["serve"] -> ["serve","--fast"]',
        '+ containerDefinitions.app.portMappings.0.containerPort: 80 -> 8080',
      ],
    ],
    [
      'tokens, not at all',
      withApp({
        logConfiguration: {
          logDriver: 'splunk',
          options: { 'splunk-token': 'v5', 'splunk-url': 'https://b' },
        },
        command: ['serve', '--password=v6'],
      }),
      [
        '+ containerDefinitions.app.command (changed)',
        '+ containerDefinitions.app.logConfiguration.options.splunk-token (changed)',
        '+ containerDefinitions.app.logConfiguration.options.splunk-url: https://a -> https://b',
      ],
    ],
    [
      'containers that come and go, by their images',
      {
        ...base,
        containerDefinitions: [
          app,
          { name: 'otel', image: 'otel:1', cpu: 1, environment: [{ name: 'Y', value: 'v7' }] },
        ],
      },
      ['+ containerDefinitions.otel: otel:1', '- containerDefinitions.proxy: envoy:1'],
    ],
    [
      'the image before all else',
      { ...withApp({ image: 'app:2', cpu: 1, environment: [] }), alpha: 1 },
      [
        `- containerDefinitions.app.image: ${IMAGE}${'a'.repeat(64)}`,
        '+ containerDefinitions.app.image: app:2',
        '- environment KEPT (removed)',
        '- environment LOG_LEVEL (removed)',
        '- environment a.dotted.name (removed)',
        '+ alpha: 1',
        '+ containerDefinitions.app.cpu: 256 -> 1',
      ],
    ],
    ['tags', { ...base, tags: [] }, ['- tags.team.value: a']],
    [
      'what comes and goes',
      { ...base, family: undefined, future: { deep: true } },
      ['- family: app', '+ future.deep: true'],
    ],
  ])('%s', (_, to, lines) => {
    const diff = diffLines(base, to, 'app')
    expect(diff).toStrictEqual(lines)
    expect(diff.join('\n')).not.toMatch(/\b[kv][1-7]\b/)
  })
})
