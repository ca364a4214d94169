import type { BenchCase } from '../support/case.ts'
import { bigLayers } from './big-layers.ts'
import { dockerizeLarge } from './dockerize.ts'
import { ecsRelease } from './ecs-release.ts'
import { fanOut } from './fan-out.ts'
import { linear } from './linear.ts'
import { memory } from './memory.ts'
import { regionCopy } from './region-copy.ts'
import { retag } from './retag.ts'
import { smallLayers } from './small-layers.ts'
import { start } from './start.ts'

/** All cases, in the order in which they run and stand in the table. */
export const cases: readonly BenchCase[] = [
  start,
  retag,
  ecsRelease,
  regionCopy,
  smallLayers,
  bigLayers,
  fanOut,
  memory,
  linear,
  dockerizeLarge,
]
