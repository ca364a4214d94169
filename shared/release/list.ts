import { UserError } from '../errors.ts'
import { readEcrHost } from '../registry/ecr-host.ts'
import type { Ports } from '../runner/ports.ts'
import { setOutputs } from '../runner/step.ts'
import { workspaceOf } from '../runner/variable.ts'
import { readStagesFile, type StagesFile, type StageTarget } from '../stages/index.ts'
import { arnRegion } from './request/arn.ts'
import { checkTogether } from './request/contradictions.ts'
import type { ReleaseInputs } from './request/inputs.ts'
import { stageRuns } from './request/stage-runs.ts'
import { targetName } from './request/target-name.ts'

/** A stage as a matrix of a workflow can take it: no account id, which GitHub may mask, and no variable's value. */
interface ListedStage {
  readonly name: string
  /** The tag that it is promoted from. */
  readonly previous: string
  readonly regions: readonly string[]
  readonly targets: readonly ListedTarget[]
}

interface ListedTarget {
  readonly name: string
  /** Null where neither the file nor the inputs tell. */
  readonly region: string | null
  readonly wave: number
  /** `registry` for one that only keeps the image, or whose service or function is not created yet. */
  readonly kind: 'ecs' | 'family' | 'lambda' | 'registry'
}

/**
 * Gives the stages of the stages file as the output `stages`, and asks nothing of anyone.
 * @throws UserError where there is no stages file
 */
export async function listStages(inputs: ReleaseInputs, { env, log }: Ports): Promise<void> {
  checkTogether(inputs)
  const file = await readStagesFile(workspaceOf(env), inputs.stagesFile)
  if (file === undefined) {
    throw new UserError(
      'There are no stages to list: the repository has no ".github/stages.yml".',
      'Check the repository out before this step, or name the file with "stages-file".',
    )
  }
  const stages = stagesOf(file, inputs)
  for (const { name, previous, targets } of stages) {
    log.info(`${name}: from ${previous}, ${targets.map((target) => target.name).join(', ') || 'tagged only'}`)
  }
  setOutputs({ stages: JSON.stringify(stages), changed: false, deployed: false })
}

/** The stages in the order of the file. */
function stagesOf(
  file: StagesFile,
  { ecrImageUrl, defaultRegion }: Pick<ReleaseInputs, 'ecrImageUrl' | 'defaultRegion'>,
): readonly ListedStage[] {
  const home = regionOf(ecrImageUrl ?? file.image) ?? defaultRegion
  return file.stages.map(({ name, previous, targets, region, image }) => {
    const listed = targets.map((target) => listedTarget(target, home))
    // A stage without a target is tagged where its image is.
    const own = region ?? regionOf(image) ?? home
    const found = listed.length === 0 ? [own] : listed.map((target) => target.region)
    return { name, previous, regions: [...new Set(found.flatMap((each) => each ?? []))], targets: listed }
  })
}

function listedTarget(target: StageTarget, home: string | undefined): ListedTarget {
  const runs = stageRuns(target, 'service')
  const arn = runs?.kind === 'lambda' ? runs.name : runs?.cluster
  const region = target.region ?? arnRegion(arn) ?? regionOf(target.image) ?? home
  return {
    name: targetName(region ?? '?', runs),
    region: region ?? null,
    wave: target.wave,
    kind: runs?.kind ?? 'registry',
  }
}

function regionOf(image: string | undefined): string | undefined {
  return image === undefined ? undefined : readEcrHost(image.split('/')[0] ?? '')?.region
}
