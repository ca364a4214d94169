import { readEcrHost } from '../../registry/ecr-host.ts'
import type { Repository } from '../../registry/reference.ts'
import type { Stage, StagesFile } from '../../stages/index.ts'
import { arnRegion } from './arn.ts'

/**
 * The regions of each stage of the stages file, for the board. What does not agree in a stage that is not released is
 * found when it is.
 */
export function regionsOfStages(
  { stages }: StagesFile,
  home: Repository,
): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(stages.map((stage) => [stage.name, regionsOf(stage, home)]))
}

function regionsOf(stage: Stage, home: Repository): readonly string[] {
  const targets = stage.targets.map(
    ({ region, image, ecs, lambda }) =>
      region ??
      arnRegion(ecs?.cluster ?? '') ??
      arnRegion(lambda?.function ?? '') ??
      imageRegion(image) ??
      home.region,
  )
  return targets.length > 0
    ? [...new Set(targets)]
    : [stage.region ?? imageRegion(stage.image) ?? home.region]
}

function imageRegion(image: string | undefined): string | undefined {
  return image === undefined ? undefined : readEcrHost(image.split('/', 1)[0] ?? '')?.region
}
