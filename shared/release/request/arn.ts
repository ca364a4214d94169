/** The parts of an ARN. Source: AWS General Reference, "Amazon Resource Names", arn:partition:service:region:account:resource. */
interface Arn {
  readonly region: string
  readonly account: string
  readonly resource: string
}

/** The parts of an ARN; undefined for a name. */
function readArn(value: string | undefined): Arn | undefined {
  if (!value?.startsWith('arn:')) return undefined
  const [, , , region = '', account = '', ...resource] = value.split(':')
  return { region, account, resource: resource.join(':') }
}

/** The region in an ARN. */
export function arnRegion(value: string | undefined): string | undefined {
  return readArn(value)?.region
}

/** The account in an ARN. */
export function arnAccount(value: string | undefined): string | undefined {
  return readArn(value)?.account
}

/** The name at the end of an ARN; a name as it is. */
export function shortName(nameOrArn: string): string {
  return nameOrArn.split(/[/:]/).at(-1) ?? nameOrArn
}

/**
 * The cluster's ARN in that of a service; undefined for a name, and for an ARN of the old format, which has none.
 * Source: Amazon ECS Developer Guide, "Amazon Resource Names (ARNs) and IDs".
 */
export function clusterOfService(service: string): string | undefined {
  const match = /^(arn:.+):service\/([^/]+)\/[^/]+$/.exec(service)
  return match === null ? undefined : `${match[1] ?? ''}:cluster/${match[2] ?? ''}`
}
