import { isScalar } from 'yaml'
import { optionalImage, optionalText, readEcs, readLambda, readList } from './compute.ts'
import { ALARM, REGION, ROLE, regionOfImage } from './shapes.ts'
import type { EcsTarget, LambdaTarget, StageTarget } from './types.ts'
import { type Fields, fault, fieldsOf, type Value, wrongKind } from './value.ts'

/** What a target takes over from its stage. */
export type Place = Pick<StageTarget, 'region' | 'image' | 'role'>

/** Reads the keys that stand at a stage and at a target alike. */
export function readPlace(fields: Fields): Place {
  return {
    region: optionalText(fields, 'region', REGION),
    image: optionalImage(fields),
    role: optionalText(fields, 'role', ROLE),
  }
}

/**
 * Reads one of `targets:`. Region and image say together where it is, so a target with one of its own takes neither
 * from its stage: a stage's image in another region would contradict the target's region.
 */
export function readTarget(value: Value, stage: Place): StageTarget {
  const fields = fieldsOf(value, ['region', 'image', 'role', 'wave', 'ecs', 'lambda', 'alarms'])
  const own = readPlace(fields)
  const place = own.region === undefined && own.image === undefined ? stage : own
  const wave = fields.get('wave')
  return {
    region: place.region,
    image: place.image,
    role: own.role ?? stage.role,
    wave: wave === undefined ? 1 : readWave(wave),
    ...readComputes(fields),
    alarms: readList(fields, 'alarms', ALARM),
  }
}

/** Reads `ecs` and `lambda`, of which there is at most one. */
export function readComputes(fields: Fields): Pick<StageTarget, 'ecs' | 'lambda'> {
  const ecs = fields.get('ecs')
  const lambda = fields.get('lambda')
  if (ecs !== undefined && lambda !== undefined) {
    throw fault(
      lambda,
      '"ecs" and "lambda" cannot be at one target.',
      'Make it two targets under "targets:".',
    )
  }
  return { ecs: ecs && readEcs(ecs), lambda: lambda && readLambda(lambda) }
}

function readWave(value: Value): number {
  const number = isScalar(value.node) ? value.node.value : undefined
  if (typeof number === 'number' && Number.isSafeInteger(number) && number >= 1) return number
  if (typeof number === 'number') {
    throw fault(
      value,
      `"wave" is ${number}; it must be a whole number from 1.`,
      'Waves go from the lowest number on.',
    )
  }
  throw wrongKind(value, 'a whole number from 1')
}

/**
 * What two targets of one stage cannot share: both would deploy to it at once. Undefined for what is not created yet,
 * of which there may be several.
 */
export function identityOf(target: StageTarget, image: string | undefined): string | undefined {
  const { ecs, lambda } = target
  const region = target.region ?? regionOfImage(target.image ?? image ?? '')
  const names = ecs ? namesOfEcs(ecs) : lambda ? namesOfLambda(lambda) : ['copy', target.image ?? '']
  if (names.some((name) => name === 'placeholder' || (name === '' && (ecs ?? lambda) !== undefined)))
    return undefined
  return JSON.stringify([region, target.role, ...names])
}

function namesOfEcs(ecs: EcsTarget): readonly string[] {
  // A family is the same one whatever cluster runs it.
  if (ecs.family !== undefined) return ['family', ecs.family]
  return ['service', shortName(ecs.cluster), shortName(ecs.service ?? '')]
}

function namesOfLambda(lambda: LambdaTarget): readonly string[] {
  return ['function', shortName(lambda.function), lambda.alias ?? '$LATEST']
}

function shortName(nameOrArn: string): string {
  return nameOrArn.slice(Math.max(nameOrArn.lastIndexOf('/'), nameOrArn.lastIndexOf(':')) + 1)
}
