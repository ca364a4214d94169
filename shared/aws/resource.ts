import type { FailedCall } from './denial.ts'
import { partitionOf, readRole } from './role.ts'

/**
 * The ARN of what a call is about, from what it was given: AWS does not always name it. Undefined where the call does
 * not tell, or where the account is not known, as no role was asked for.
 * Source: the Service Authorization Reference, "Resource types defined by" each service.
 */
export function resourceOf({ action, region, role, input }: FailedCall): string | undefined {
  const [service = ''] = action.split(':')
  const text = (key: string): string | undefined => textIn(input, key)
  const account = text('registryId') ?? (role === undefined ? undefined : readRole(role)?.account)
  const given = ARN_KEYS.map(text).find((value) => value?.startsWith('arn:'))
  if (given !== undefined) return given
  const path = PATHS[service]?.(text)
  if (path === undefined) return undefined
  if (service === 's3') return `arn:${partitionOf(region)}:s3:::${path}`
  return account === undefined
    ? undefined
    : `arn:${partitionOf(region)}:${service}:${region}:${account}:${path}`
}

// In this order: a service's ARN says more than that of its cluster.
const ARN_KEYS = [
  'service',
  'serviceArn',
  'serviceDeploymentArn',
  'taskDefinition',
  'FunctionName',
  'Resource',
  'RoleArn',
  'cluster',
]

type Text = (key: string) => string | undefined

const PATHS: Readonly<Record<string, (text: Text) => string | undefined>> = {
  ecr: (text) => joined('repository/', text('repositoryName')),
  ecs: (text) => {
    const cluster = text('cluster')
    const short = cluster?.split('/').at(-1)
    const service = text('service')
    return service === undefined || short === undefined
      ? joined('cluster/', short)
      : `service/${short}/${service}`
  },
  lambda: (text) => joined('function:', text('FunctionName')),
  events: (text) => joined('rule/', text('Rule') ?? text('Name')),
  scheduler: (text) => joined(`schedule/${text('GroupName') ?? 'default'}/`, text('Name')),
  codedeploy: (text) => {
    const application = text('applicationName')
    const group = text('deploymentGroupName')
    if (application === undefined) return undefined
    return group === undefined ? `application:${application}` : `deploymentgroup:${application}/${group}`
  },
  logs: (text) => {
    const group = text('logGroupName')
    return group === undefined ? undefined : `log-group:${group}:log-stream:${text('logStreamName') ?? '*'}`
  },
  s3: (text) => {
    const bucket = text('Bucket')
    return bucket === undefined ? undefined : [bucket, text('Key')].filter(Boolean).join('/')
  },
}

function joined(prefix: string, name: string | undefined): string | undefined {
  return name === undefined ? undefined : `${prefix}${name}`
}

function textIn(input: unknown, key: string): string | undefined {
  if (typeof input !== 'object' || input === null) return undefined
  const value: unknown = Object.entries(input).find(([name]) => name === key)?.[1]
  return typeof value === 'string' && value !== '' ? value : undefined
}
