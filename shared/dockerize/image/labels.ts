import type { Stage, Step } from './steps.ts'
import type { About } from '../plan.ts'

/**
 * The stages with labels on the last one. Source: OCI image-spec, annotations.md, "Pre-Defined Annotation Keys"; those
 * that change with every commit are the build's to set.
 */
export function labelled(stages: readonly Stage[], about: About = {}): readonly Stage[] {
  const last = stages.at(-1)
  if (last === undefined) return stages
  const own = Object.entries<string>({ ...about }).map(([name, text]): [string, string] => [
    `org.opencontainers.image.${name}`,
    oneLine(text),
  ])
  const [base = '', digest] = imageOf(stages, last.base).split('@')
  const values = {
    ...Object.fromEntries(own),
    'org.opencontainers.image.base.name': base,
    ...(digest === undefined ? {} : { 'org.opencontainers.image.base.digest': digest }),
  }
  const step: Step = { kind: 'label', values }
  return [...stages.slice(0, -1), { ...last, steps: [step, ...last.steps] }]
}

/** The image that a stage comes from, by way of the stages between. */
function imageOf(stages: readonly Stage[], base: string): string {
  const stage = stages.find(({ name }) => name === base)
  return stage === undefined ? base : imageOf(stages, stage.base)
}

// A line break would end the instruction.
function oneLine(text: string): string {
  return text.replace(/[\s\u2028\u2029]+/g, ' ').trim()
}
