import { resolve, relative, isAbsolute } from 'node:path'
import { UserError } from '../../errors.ts'
import { nearest } from '../../nearest.ts'
import { shortened } from '../../registry/grammar.ts'
import type { Env } from '../../runner/ports.ts'
import { workspaceOf } from '../../runner/variable.ts'
import {
  ALARM,
  ALIAS,
  CLUSTER,
  CONTAINER,
  FUNCTION,
  REGION,
  SERVICE,
  type Shape,
} from '../../stages/shapes.ts'
import type { ReleaseInputs } from './inputs.ts'

/** Beside a name and an ARN, Lambda takes one without its beginning. Source: Lambda API Reference, FunctionName. */
const PARTIAL_FUNCTION = /^(?:\d{12}:)?(?:function:)?[A-Za-z0-9_-]{1,64}$/

const FUNCTION_ARN: Shape = {
  pattern: /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:function:[A-Za-z0-9_-]{1,64}$/,
  what: 'the ARN of a Lambda function without a version',
  example: '"arn:aws:lambda:us-east-1:123456789012:function:app"',
}

const REVISION: Shape = {
  pattern: /^arn:aws[a-z-]*:ecs:[a-z0-9-]+:\d{12}:task-definition\/[A-Za-z0-9_-]{1,255}:\d+$/,
  what: '"service", "family" or the ARN of a revision',
  example: '"arn:aws:ecs:us-east-1:123456789012:task-definition/app:7"',
}

/** Source: Amazon S3 User Guide, "General purpose bucket naming rules". */
const BUCKET: Shape = {
  pattern: /^(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  what: 'the name of a bucket',
  example: '"releases-of-app"',
}

/**
 * Checks what every input looks like, before anything is asked.
 * @throws UserError that names the input, its value, and what it should look like
 */
export function checkShapes(inputs: ReleaseInputs, env: Env): void {
  check('aws-region', inputs.awsRegion, REGION)
  check('stage-region', inputs.stageRegion, REGION)
  check('cluster-arn', inputs.clusterArn, CLUSTER)
  check('service-name', inputs.serviceName, SERVICE)
  check('container-name', inputs.containerName, CONTAINER)
  check('lambda-alias', inputs.lambdaAlias, ALIAS)
  check('s3-bucket', inputs.s3Bucket, BUCKET)
  for (const alarm of inputs.alarms) check('alarms', alarm, ALARM)
  checkFunction(inputs)
  checkTaskDefinition(inputs.taskDefinition)
  checkAppSpec(inputs.codeDeploy.appSpec, workspaceOf(env))
}

function check(input: string, value: string | undefined, { pattern, what, example }: Shape): void {
  if (value === undefined || pattern.test(value)) return
  throw new UserError(
    `The input "${input}" is "${shortened(value)}", which is not ${what}.`,
    `It looks like ${example}.`,
  )
}

function checkFunction({ lambdaFunctionName: name, lambdaFunctionArn: arn }: ReleaseInputs): void {
  for (const [input, value] of [
    ['lambda-function-name', name],
    ['lambda-function-arn', arn],
  ] as const) {
    const rest = value?.startsWith('arn:')
      ? value.split(':function:')[1]
      : value?.replace(/^(?:\d{12}:)?(?:function:)?/, '')
    // Code is given to a function; its versions cannot change, and an alias names one of them.
    const qualifier = /^[\w-]+:([\w-]+)$/.exec(rest ?? '')?.[1]
    if (value === undefined || qualifier === undefined) continue
    throw new UserError(
      `The input "${input}" is "${shortened(value)}", which names the version or alias "${qualifier}".`,
      'Give the function without it; "lambda-alias" names an alias.',
    )
  }
  const plain = name?.replace(/:\$LATEST$/, '')
  if (plain !== undefined && !PARTIAL_FUNCTION.test(plain)) check('lambda-function-name', plain, FUNCTION)
  if (arn !== undefined && arn.toLowerCase() !== 'placeholder')
    check('lambda-function-arn', arn.replace(/:\$LATEST$/, ''), FUNCTION_ARN)
}

function checkTaskDefinition(value: string): void {
  if (value === 'service' || value === 'family' || REVISION.pattern.test(value)) return
  const meant = nearest(value, ['service', 'family'])
  const lacks = /:task-definition\/[\w-]+$/.test(value)
    ? ', which names no revision'
    : `, which is not ${REVISION.what}`
  throw new UserError(
    `The input "task-definition" is "${shortened(value)}"${lacks}.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    `Valid values: service, family, or an ARN as ${REVISION.example}.`,
  )
}

function checkAppSpec(path: string | undefined, workspace: string): void {
  if (path === undefined) return
  const way = relative(workspace, resolve(workspace, path))
  if (way !== '' && way !== '..' && !way.startsWith('../') && !isAbsolute(way)) return
  throw new UserError(
    `The input "codedeploy-appspec" is "${shortened(path)}", which is no file in the workspace.`,
    'Give the path of a YAML or JSON file relative to the root of the repository.',
  )
}
