import { fromInput, withValue, type Found } from '../../../found.ts'
import type { App } from '../../../view/file-view.ts'
import type { Composer } from '../composer.ts'
import type { PhpFramework } from './framework.ts'
import { laravel } from './laravel.ts'
import { plainPhp, SIMPLE_FRAMEWORKS, wordpress } from './simple.ts'
import { symfony } from './symfony.ts'

/** The first that shows is taken: what builds on another comes before it. */
export const PHP_FRAMEWORKS: readonly PhpFramework[] = [
  laravel,
  ...SIMPLE_FRAMEWORKS,
  symfony,
  wordpress,
  plainPhp,
]

/** The framework that the input names or that shows in the files. */
export function findPhpFramework(
  app: App,
  composer: Composer | undefined,
  input: string | undefined,
): { readonly framework: PhpFramework; readonly found: Found<string> } {
  if (input !== undefined) {
    const named = PHP_FRAMEWORKS.find(({ name }) => name === input) ?? plainPhp
    return { framework: named, found: fromInput(input, 'framework') }
  }
  for (const framework of PHP_FRAMEWORKS) {
    const shown = framework.detect(app, composer)
    if (shown !== undefined) return { framework, found: withValue(shown, framework.name) }
  }
  return { framework: plainPhp, found: { value: plainPhp.name, why: 'no known framework' } }
}
