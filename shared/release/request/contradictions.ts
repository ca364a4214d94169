import { UserError } from '../../errors.ts'
import type { ReleaseInputs } from './inputs.ts'
import type { Target } from './target.ts'

/** One input, or a key of the stages file, that another one leaves without a meaning. */
interface Contradiction {
  readonly sentence: string
  readonly hint: string
}

/**
 * Refuses inputs that contradict each other, whatever is released.
 * @throws UserError that names both
 */
export function checkTogether(inputs: ReleaseInputs): void {
  const { expectedDigest, rollback, list } = inputs
  if (rollback && expectedDigest !== undefined) {
    throw contradiction({
      sentence:
        'The inputs "rollback" and "expected-digest" contradict each other: a rollback releases what the stage had before, whatever that is.',
      hint: 'To release a certain digest, leave out "rollback" and give the digest as "previous-stage-name".',
    })
  }
  if (!list) return
  for (const [input, given] of [
    ['plan', inputs.plan],
    ['rollback', rollback],
    ['command', inputs.command.length > 0],
    ['expected-digest', expectedDigest !== undefined],
  ] as const) {
    if (given) {
      throw contradiction({
        sentence: `The inputs "list" and "${input}" contradict each other: "list: true" releases nothing.`,
        hint: `Remove "${input}" from the step that lists the stages.`,
      })
    }
  }
}

/**
 * Refuses inputs that belong to something else than what is released: they would be passed over without a word.
 * @param own what the inputs themselves name; undefined where they name none
 * @param fromFile the stages file names what is released
 * @throws UserError that names the input
 */
export function checkBelonging(inputs: ReleaseInputs, own: Target['runs'], fromFile: boolean): void {
  const ofService = [
    ['container-name', inputs.containerName],
    ['task-definition', inputs.taskDefinition === 'service' ? undefined : inputs.taskDefinition],
    ['codedeploy-application', inputs.codeDeploy.application],
    ['codedeploy-deployment-group', inputs.codeDeploy.group],
    ['codedeploy-appspec', inputs.codeDeploy.appSpec],
    ['command', inputs.command[0]],
  ] as const
  const ofFunction = [
    ['lambda-alias', inputs.lambdaAlias],
    ['lambda-traffic', inputs.lambdaTraffic[0]],
  ] as const
  const given = (rows: readonly (readonly [string, unknown])[]): string | undefined =>
    rows.find(([, value]) => value !== undefined)?.[0]

  const service = given(ofService)
  if (own?.kind === 'lambda' && service !== undefined) {
    throw contradiction({
      sentence: `The input "${service}" belongs to an ECS service, and the Lambda function "${own.name}" is released.`,
      hint: `Remove "${service}", or the inputs that name the function.`,
    })
  }
  const fn = given(ofFunction)
  if (own?.kind === 'ecs' && fn !== undefined) {
    throw contradiction({
      sentence: `The input "${fn}" belongs to a Lambda function, and the ECS service "${own.service}" is released.`,
      hint: `Remove "${fn}", or name the function with "lambda-function-name".`,
    })
  }
  if (inputs.lambdaTraffic.length > 0 && inputs.lambdaAlias === undefined) {
    throw contradiction({
      sentence: 'The input "lambda-traffic" is shifted at an alias, and "lambda-alias" names none.',
      hint: 'Name the alias with "lambda-alias", or remove "lambda-traffic".',
    })
  }
  const unused = fromFile
    ? given([...ofService.filter(([name]) => !OF_ANY.has(name)), ...ofFunction])
    : undefined
  if (unused === undefined) return
  throw contradiction({
    sentence: `The input "${unused}" is for a service or function that the inputs name, and this stage's are in the stages file.`,
    hint: `Say it there: "container" beside "service", "alias" and "traffic" beside "function"; or name what is released with "service-name" or "lambda-function-name".`,
  })
}

// They say something of whatever service is released.
const OF_ANY = new Set(['task-definition', 'command'])

/**
 * Refuses what only makes sense after a wait, where nothing is waited for.
 * @param healthCheck of the inputs or the stages file
 * @throws UserError that names what would be passed over
 */
export function checkWait(
  { wait, stageName = '', alarms, healthCheck }: ReleaseInputs,
  targets: readonly Target[],
  hasHealthCheck: boolean,
): void {
  if (wait !== 'none') return
  const file = `of the stage "${stageName}" in the stages file`
  const shifts = targets.find(({ runs }) => runs?.kind === 'lambda' && runs.traffic.length > 0)
  const what =
    healthCheck !== undefined
      ? 'The input "health-check-url"'
      : hasHealthCheck
        ? `The "health-check" ${file}`
        : alarms.length > 0
          ? 'The input "alarms"'
          : targets.some((target) => target.alarms.length > 0)
            ? `The "alarms" ${file}`
            : shifts === undefined
              ? undefined
              : `The traffic of the target "${shifts.name}"`
  if (what === undefined) return
  throw contradiction({
    sentence: `${what} and "wait: none" contradict each other: what is not waited for is not watched.`,
    hint: 'Use "wait: deployed", or remove the other one.',
  })
}

function contradiction({ sentence, hint }: Contradiction): UserError {
  return new UserError(sentence, hint)
}
