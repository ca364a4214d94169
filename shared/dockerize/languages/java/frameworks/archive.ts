import { UserError } from '../../../../errors.ts'
import { withValue } from '../../../found.ts'
import { mainClass } from '../main-class.ts'
import type { Context, Shape } from './framework.ts'

/**
 * The one archive that a plugin puts everything into, or else the application's own with its libraries beside it. Throws
 * a UserError where no class can be started.
 */
export function plainArchive(
  { project, app, files }: Context,
  framework: string,
): Pick<Shape, 'product' | 'copies' | 'arguments'> {
  if (project.uber !== undefined) {
    return {
      product: 'uber',
      copies: [{ kind: 'copy', from: 'build', sources: ['/out/app.jar'], to: './' }],
      arguments: withValue(project.uber, ['-jar', 'app.jar']),
    }
  }
  const main = project.mainClass ?? mainClass(app, files)
  if (main === undefined) {
    throw new UserError(
      `No class to start was found in ${app.at('') || 'the repository'} (${framework}): looked for a main class in the build's plugins, ` +
        'and for one source file with a main method.',
      'Set the input "run-command", for example to "java -cp app.jar:lib/* com.example.Main".',
    )
  }
  return {
    product: 'thin',
    copies: [
      {
        kind: 'copy',
        why: ['Libraries first: they change less often than the application.'],
        from: 'build',
        sources: ['/out/lib/'],
        to: './lib/',
      },
      { kind: 'copy', from: 'build', sources: ['/out/app.jar'], to: './' },
    ],
    arguments: withValue(main, ['-cp', 'app.jar:lib/*', main.value]),
  }
}
