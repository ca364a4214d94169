/** What a text must look like, and how to say so. The published JSON schema has the same patterns. */
export interface Shape {
  readonly pattern: RegExp
  /** Goes on after "is not" and "must be". */
  readonly what: string
  readonly example: string
}

// Sources: "Amazon Resource Names (ARNs)" in the IAM User Guide; per service its page in the Service Authorization
// Reference, "Resource types". Names: the API references of ECS, Lambda, EventBridge, EventBridge Scheduler, CloudWatch.
const ARN = (service: string, resource: string): string =>
  `arn:aws[a-z-]*:${service}:[a-z0-9-]+:\\d{12}:${resource}`
const ECS_NAME = '[A-Za-z0-9_-]{1,255}'
const FUNCTION_NAME = '[A-Za-z0-9_-]{1,64}'
const EVENT_NAME = '[A-Za-z0-9._-]{1,64}'

const whole = (...alternatives: readonly string[]): RegExp => new RegExp(`^(?:${alternatives.join('|')})$`)

/** A region's code, as `us-east-1`, `us-gov-west-1` or `eusc-de-east-1`. */
export const REGION: Shape = {
  pattern: /^[a-z]{2,4}(?:-[a-z]+){1,2}-\d{1,2}$/,
  what: 'the code of an AWS region',
  example: '"us-east-1"',
}

/** A role's ARN, with or without a path. */
export const ROLE: Shape = {
  pattern: /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:[!-~]+\/)?[\w+=,.@-]{1,64}$/,
  what: 'the ARN of an IAM role',
  example: '"arn:aws:iam::123456789012:role/deploy"',
}

/** A repository of ECR or of a registry on this machine, without protocol, tag and digest. */
export const IMAGE: Shape = {
  pattern:
    /^(?:\d{12}\.dkr(?:\.ecr|-ecr)(?:-fips)?\.[a-z]{2}[a-z0-9-]*-\d+\.[a-z.]+|localhost(?::\d{1,5})?|127(?:\.\d{1,3}){3}(?::\d{1,5})?|\[::1\](?::\d{1,5})?)\/(?=.{2,256}$)[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/,
  what: 'a repository of Amazon ECR without protocol, tag and digest',
  example: '"123456789012.dkr.ecr.us-east-1.amazonaws.com/app"',
}

/** The region in the host of an ECR repository; undefined for any other. */
export function regionOfImage(image: string): string | undefined {
  return /^\d{12}\.dkr(?:\.ecr|-ecr)(?:-fips)?\.([a-z0-9-]+)\./.exec(image)?.[1]
}

/** An http(s) URL without a user name and password, which would be shown in logs. */
export const URL_SHAPE: Shape = {
  pattern: /^https?:\/\/[^\s/?#@]+(?:[/?#]\S*)?$/,
  what: 'an http or https URL without a user name',
  example: '"https://app.example.com/healthy"',
}

/** An alarm's name, or its ARN. */
export const ALARM: Shape = {
  pattern: /^(?:arn:aws[a-z-]*:cloudwatch:[a-z0-9-]+:\d{12}:alarm:.{1,255}|(?!arn:).{1,255})$/,
  what: 'the name or ARN of a CloudWatch alarm',
  example: '"app-errors" or "arn:aws:cloudwatch:us-east-1:123456789012:alarm:app-errors"',
}

/** A cluster's name or ARN. */
export const CLUSTER: Shape = {
  pattern: whole(ECS_NAME, ARN('ecs', `cluster/${ECS_NAME}`)),
  what: 'the name or ARN of an ECS cluster',
  example: '"prod" or "arn:aws:ecs:us-east-1:123456789012:cluster/prod"',
}

/** A service's name or ARN; ARNs of the old format have no cluster. */
export const SERVICE: Shape = {
  pattern: whole(ECS_NAME, ARN('ecs', `service/(?:${ECS_NAME}/)?${ECS_NAME}`)),
  what: 'the name or ARN of an ECS service',
  example: '"app" or "arn:aws:ecs:us-east-1:123456789012:service/prod/app"',
}

/** A container's name in its task definition. */
export const CONTAINER: Shape = {
  pattern: whole(ECS_NAME),
  what: 'the name of a container',
  example: '"web"',
}

/** A task definition's family, without a revision: a new one is made. */
export const FAMILY: Shape = {
  pattern: whole(ECS_NAME),
  what: 'the family of a task definition without a revision',
  example: '"nightly-report"',
}

/** A schedule, with its group where that is not the default one, or its ARN. */
export const SCHEDULE: Shape = {
  pattern: whole(
    `(?:${EVENT_NAME}/)?${EVENT_NAME}`,
    ARN('scheduler', `schedule/${EVENT_NAME}/${EVENT_NAME}`),
  ),
  what: 'the name, group and name, or ARN of a schedule',
  example:
    '"nightly", "reports/nightly" or "arn:aws:scheduler:us-east-1:123456789012:schedule/default/nightly"',
}

/** A rule of the default event bus, or the ARN of any. */
export const RULE: Shape = {
  pattern: whole(EVENT_NAME, ARN('events', `rule/(?:[A-Za-z0-9/._-]{1,256}/)?${EVENT_NAME}`)),
  what: 'the name or ARN of an EventBridge rule',
  example: '"nightly" or "arn:aws:events:us-east-1:123456789012:rule/nightly"',
}

/** A function's name or ARN, without a version or alias. */
export const FUNCTION: Shape = {
  pattern: whole(FUNCTION_NAME, ARN('lambda', `function:${FUNCTION_NAME}`)),
  what: 'the name or ARN of a Lambda function without a version',
  example: '"app" or "arn:aws:lambda:us-east-1:123456789012:function:app"',
}

/** An alias; a name of digits only would be a version. */
export const ALIAS: Shape = {
  pattern: /^(?!\d+$)[A-Za-z0-9_-]{1,128}$/,
  what: 'the name of an alias of a Lambda function',
  example: '"live"',
}

/** The name of an environment variable, as the input `environment-variables` can name it too. */
export const VARIABLE: Shape = {
  pattern: /^[^\s=\p{Cc}-][^\s=\p{Cc}]{0,255}$/u,
  what: 'the name of an environment variable',
  example: '"LOG_LEVEL"',
}

/** Steps `PERCENT[:MINUTES]`; that they rise is checked apart. */
export const TRAFFIC: Shape = {
  pattern: /^ *(?:100|[1-9]\d?)(?::\d+(?:\.\d+)?)?(?: *, *(?:100|[1-9]\d?)(?::\d+(?:\.\d+)?)?)* *$/,
  what: 'a list of rising steps PERCENT[:MINUTES]',
  example: '"10:5,50:10,100"',
}
