import type { Stage } from '../image/steps.ts'

/** The images that stages are made from, each once, in the order in which they are named; stages themselves are none. */
export function imagesOf(stages: readonly Stage[]): readonly string[] {
  const names = new Set(stages.map(({ name }) => name))
  const named = stages.flatMap(({ base, steps }) => [
    base,
    ...steps.flatMap((step) => (step.kind === 'copy' && step.from !== undefined ? [step.from] : [])),
  ])
  return [...new Set(named)].filter((image) => !names.has(image) && isPinnable(image))
}

// `scratch` is no image, and what has a digest is pinned.
function isPinnable(image: string): boolean {
  return image !== 'scratch' && !image.includes('@') && !image.includes('$')
}

/** The stages with `image:tag@digest` in place of `image:tag`: the tag stays, for people and for tools that update it. */
export function pinned(stages: readonly Stage[], digests: ReadonlyMap<string, string>): readonly Stage[] {
  return renamed(stages, (image) => {
    const digest = digests.get(image)
    return digest === undefined ? image : `${image}@${digest}`
  })
}

/** The stages with other names for what they are made from; the names of stages are among what is asked for. */
export function renamed(stages: readonly Stage[], rename: (image: string) => string): readonly Stage[] {
  return stages.map((stage) => ({
    ...stage,
    base: rename(stage.base),
    steps: stage.steps.map((step) =>
      step.kind === 'copy' && step.from !== undefined ? { ...step, from: rename(step.from) } : step,
    ),
  }))
}
