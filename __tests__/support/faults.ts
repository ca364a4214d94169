import { contentFaults } from './fault-rows/content.ts'
import { downloadFaults } from './fault-rows/download.ts'
import { manifestFaults } from './fault-rows/manifest.ts'
import { tokenFaults } from './fault-rows/token.ts'
import { uploadFaults } from './fault-rows/upload.ts'
import type { Fault } from './fault.ts'

/** The fault matrix: all that a copy between registries has to survive, or to refuse with a sentence. */
export const faults: readonly Fault[] = [
  ...downloadFaults,
  ...uploadFaults,
  ...manifestFaults,
  ...tokenFaults,
  ...contentFaults,
]
