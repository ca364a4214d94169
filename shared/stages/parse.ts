import { optionalImage, optionalText, readList, requiredField } from './compute.ts'
import { parseYaml } from './document.ts'
import { STAGE_NAME_HINT, stageNameFault } from './names.ts'
import { ALARM, ROLE, type Shape, URL_SHAPE, VARIABLE } from './shapes.ts'
import { identityOf, type Place, readComputes, readPlace, readTarget } from './target.ts'
import type { Stage, StagesFile, StageTarget } from './types.ts'
import {
  entriesOf,
  type Fields,
  fault,
  fieldsOf,
  itemsOf,
  shown,
  textOf,
  type Value,
  wrongKind,
  writtenText,
} from './value.ts'

const STAGE_KEYS = [
  'name',
  'region',
  'image',
  'role',
  'health-check',
  'environment',
  'alarms',
  'ecs',
  'lambda',
  'targets',
]

// They say where a stack lives; the actions read them, and an application that overrides them is not the stack's.
const IMMUTABLE_VARIABLES = ['S3_BUCKET', 'ECR_ENDPOINT', 'ECR_IMAGE_URL']

/** The grammar of names is checked by `stageNameFault`, which can say what is wrong. */
const NAME: Shape = { pattern: /^/, what: 'the name of a stage', example: '"dev"' }

/**
 * Reads the text of a stages file. `file` is its name in messages.
 * @throws UserError `file:line:column: sentence` at the first thing that is wrong.
 */
export function parseStagesFile(text: string, file: string): StagesFile {
  const root = parseYaml(text, file)
  const fields = fieldsOf(root, ['image', 'role', 'stages'])
  const image = optionalImage(fields)
  return {
    image,
    role: optionalText(fields, 'role', ROLE),
    stages: readStages(requiredField(root, fields, 'stages'), image),
  }
}

function readStages(value: Value, image: string | undefined): readonly Stage[] {
  const stages: Stage[] = []
  const names = new Set<string>()
  for (const item of itemsOf(value, 'a list of stages')) {
    const named = { ...item, label: 'a stage' }
    const fields = fieldsOf(named, STAGE_KEYS)
    const nameField = requiredField(named, fields, 'name')
    const name = readName(nameField)
    if (names.has(name)) {
      throw fault(
        nameField,
        `There is a stage "${name}" above already.`,
        'Give each stage a name of its own.',
      )
    }
    names.add(name)
    stages.push(readStage(fields, name, { previous: stages.at(-1)?.name ?? 'latest', image }))
  }
  if (stages.length === 0)
    throw fault(value, '"stages" lists no stage.', 'List at least one, as "- name: dev".')
  return stages
}

function readName(value: Value): string {
  const name = textOf(value, NAME)
  const wrong = stageNameFault(name)
  if (wrong !== undefined)
    throw fault(value, `The stage's name is ${shown(name)}, ${wrong}.`, STAGE_NAME_HINT)
  return name
}

function readStage(
  fields: Fields,
  name: string,
  { previous, image }: { readonly previous: string; readonly image: string | undefined },
): Stage {
  const place = readPlace(fields)
  const environment = fields.get('environment')
  const healthCheck = fields.get('health-check')
  return {
    name,
    previous,
    ...place,
    healthCheck: healthCheck && readUrl(healthCheck),
    environment: environment ? readEnvironment(environment) : {},
    alarms: readList(fields, 'alarms', ALARM),
    targets: readTargets(fields, place, place.image ?? image),
  }
}

function readUrl(value: Value): string {
  const url = textOf(value, URL_SHAPE)
  if (URL.canParse(url)) return url
  throw fault(
    value,
    `${value.label} is ${shown(url)}, which is no valid URL.`,
    `It looks like ${URL_SHAPE.example}.`,
  )
}

function readTargets(fields: Fields, place: Place, image: string | undefined): readonly StageTarget[] {
  const compute = readComputes(fields)
  const value = fields.get('targets')
  if (value === undefined) {
    if (compute.ecs === undefined && compute.lambda === undefined) return []
    return [{ ...place, wave: 1, ...compute, alarms: [] }]
  }
  if (compute.ecs !== undefined || compute.lambda !== undefined) {
    const key = compute.ecs === undefined ? 'lambda' : 'ecs'
    throw fault(
      value,
      `A stage has "${key}" or "targets", not both.`,
      `Make the "${key}" one of the targets.`,
    )
  }
  const targets: StageTarget[] = []
  const identities = new Set<string>()
  for (const item of itemsOf(value, 'a list of targets')) {
    const named = { ...item, label: 'a target' }
    const target = readTarget(named, place)
    const identity = identityOf(target, image)
    if (identity !== undefined && identities.has(identity)) {
      throw fault(named, 'This target is the same as one above it.', 'Remove one of them.')
    }
    if (identity !== undefined) identities.add(identity)
    targets.push(target)
  }
  if (targets.length === 0) throw fault(value, '"targets" lists no target.', 'List one, or remove the key.')
  return targets
}

function readEnvironment(value: Value): Readonly<Record<string, string>> {
  const variables: [string, string][] = []
  for (const [key, entry] of entriesOf(value)) {
    if (!VARIABLE.pattern.test(key)) {
      throw fault(entry, `${shown(key)} is not ${VARIABLE.what}.`, `It looks like ${VARIABLE.example}.`)
    }
    if (IMMUTABLE_VARIABLES.includes(key)) {
      throw fault(entry, `The variable "${key}" says where the stack lives and cannot be set.`, 'Remove it.')
    }
    const text = writtenText(entry)
    if (text === undefined) throw wrongKind(entry, 'a text, a number, or true or false', emptyHint(key))
    variables.push([key, text])
  }
  // fromEntries, because an assignment to "__proto__" would set no key.
  return Object.fromEntries(variables)
}

function emptyHint(key: string): string {
  return `An empty text is written ${key.slice(0, 40)}: "".`
}
