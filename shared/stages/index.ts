export { checkStageName, previousTag, reservedTags } from './names.ts'
export { parseStagesFile } from './parse.ts'
export { readStagesFile } from './read.ts'
export type { Stage, StagesFile, StageTarget } from './types.ts'
