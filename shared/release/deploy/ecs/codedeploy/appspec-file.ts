import { isMap, isScalar, isSeq, LineCounter, type Pair, parseDocument, type YAMLMap } from 'yaml'
import type { JsonObject } from '../../../../aws/raw-json.ts'
import type { WorkspaceFile } from '../../../../runner/workspace-file.ts'
import { faultAt, type Source } from '../../../../stages/value.ts'
import { objectsIn, textOf } from '../json.ts'
import type { AppSpecFor } from './appspec.ts'

// Source: CodeDeploy User Guide, "AppSpec 'hooks' section for an Amazon ECS deployment".
const HOOKS = [
  'BeforeInstall',
  'AfterInstall',
  'AfterAllowTestTraffic',
  'BeforeAllowTraffic',
  'AfterAllowTraffic',
]

/**
 * An AppSpec file, YAML or JSON, with the task definition replaced and everything else as it is.
 * Source: CodeDeploy User Guide, "AppSpec file structure for Amazon ECS deployments"; keys are told apart without case,
 * as peer actions have it.
 * @param definition what is released, to check container and port against
 * @throws UserError with file, line and column for what CodeDeploy would refuse
 */
export function appSpecOfFile(file: WorkspaceFile, definition: JsonObject): AppSpecFor {
  const lines = new LineCounter()
  const source: Source = { file: file.name, lines }
  const document = parseDocument(file.text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' })
  const problem = document.errors[0]
  // The library's own messages quote the text.
  if (problem !== undefined) throw faultAt(source, problem.pos[0], 'This is neither YAML nor JSON.')

  const root = mapOf(document.contents, 'The AppSpec', source, 0)
  const resources = member(root, 'Resources')
  if (resources === undefined) {
    throw faultAt(source, offsetOf(document.contents), 'The AppSpec has no "Resources".', EXAMPLE)
  }
  const properties = propertiesIn(resources.value, source)
  checkContainer(properties, definition, source)
  checkHooks(root, source)
  const key = member(properties, 'TaskDefinition')?.key ?? 'TaskDefinition'
  return (taskDefinitionArn) => {
    properties.set(key, taskDefinitionArn)
    return JSON.stringify(document.toJS())
  }
}

const EXAMPLE =
  'It has one resource: - TargetService: { Type: AWS::ECS::Service, Properties: { TaskDefinition: any, LoadBalancerInfo: { ContainerName: app, ContainerPort: 80 } } }.'

/** The properties of the one service in a list of resources. */
function propertiesIn(resources: unknown, source: Source): YAMLMap {
  const items = isSeq(resources) ? resources.items : []
  const [only, another] = items
  if (only === undefined || another !== undefined) {
    const what = another === undefined ? 'a list with one resource' : 'no more than one resource'
    throw faultAt(
      source,
      offsetOf(another ?? resources),
      `"Resources" must be ${what}, the service.`,
      EXAMPLE,
    )
  }
  const named = mapOf(only, 'The resource', source, offsetOf(resources)).items[0]
  const service = mapOf(named?.value, 'The resource', source, offsetOf(only))
  const type = member(service, 'Type')
  if (!isScalar(type?.value) || type.value.value !== 'AWS::ECS::Service') {
    throw faultAt(
      source,
      offsetOf(type?.value ?? service),
      'The resource must have the "Type" AWS::ECS::Service.',
      EXAMPLE,
    )
  }
  const properties = member(service, 'Properties')
  return mapOf(properties?.value, '"Properties"', source, offsetOf(service))
}

function checkContainer(properties: YAMLMap, definition: JsonObject, source: Source): void {
  const balancer = mapOf(
    member(properties, 'LoadBalancerInfo')?.value,
    '"LoadBalancerInfo"',
    source,
    offsetOf(properties),
  )
  const name = member(balancer, 'ContainerName')?.value
  const port = member(balancer, 'ContainerPort')?.value
  const containers = objectsIn(definition['containerDefinitions'])
  const container = containers.find((each) => isScalar(name) && each['name'] === name.value)
  if (container === undefined) {
    const names = containers.map((each) => textOf(each['name'])).join(', ')
    throw faultAt(
      source,
      offsetOf(name ?? balancer),
      '"ContainerName" must be a container of the task definition.',
      `Its containers: ${names}.`,
    )
  }
  const number = isScalar(port) ? Number(port.value) : Number.NaN
  const ports = objectsIn(container['portMappings']).map(({ containerPort }) => containerPort)
  if (!ports.includes(number)) {
    throw faultAt(
      source,
      offsetOf(port ?? balancer),
      `"ContainerPort" must be a port of the container "${textOf(container['name'])}".`,
      ports.length === 0 ? 'It has no port mapping.' : `Its ports: ${ports.map(String).join(', ')}.`,
    )
  }
}

function checkHooks(root: YAMLMap, source: Source): void {
  const hooks = member(root, 'Hooks')?.value
  if (hooks === undefined || (isScalar(hooks) && hooks.value === null)) return
  if (!isSeq(hooks))
    throw faultAt(source, offsetOf(hooks), '"Hooks" must be a list.', '- BeforeInstall: a Lambda function')
  for (const item of hooks.items) {
    for (const { key } of mapOf(item, 'A hook', source, offsetOf(hooks)).items) {
      if (isScalar(key) && HOOKS.includes(String(key.value))) continue
      throw faultAt(
        source,
        offsetOf(key),
        'There is no such hook of an ECS deployment.',
        `They are ${HOOKS.join(', ')}.`,
      )
    }
  }
}

interface Member {
  /** As it is spelled in the file. */
  readonly key: string
  readonly value: unknown
}

function member(map: YAMLMap, name: string): Member | undefined {
  const found = map.items.find(
    ({ key }: Pair) => isScalar(key) && String(key.value).toLowerCase() === name.toLowerCase(),
  )
  if (found === undefined || !isScalar(found.key)) return undefined
  return { key: String(found.key.value), value: found.value }
}

function mapOf(node: unknown, what: string, source: Source, otherwise: number): YAMLMap {
  if (isMap(node)) return node
  throw faultAt(source, offsetOf(node) || otherwise, `${what} must be a mapping.`, EXAMPLE)
}

function offsetOf(node: unknown): number {
  if (typeof node !== 'object' || node === null || !('range' in node)) return 0
  const { range } = node
  return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : 0
}
