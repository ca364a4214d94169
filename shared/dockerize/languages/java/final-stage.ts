import { UserError } from '../../../errors.ts'
import { withValue, type Found } from '../../found.ts'
import type { Stage, Step } from '../../image/steps.ts'
import type { Request } from '../../plan.ts'
import type { Context, JavaFramework, Shape } from './frameworks/framework.ts'
import { tomcatLine, tomcatStage } from './frameworks/war.ts'
import type { JavaProject } from './project.ts'
import { runtimeStage } from './stages.ts'
import type { Given } from './start.ts'

/** A framework that cannot tell its own start command is no reason to stop where one was given. */
export function shapeOf(framework: JavaFramework, context: Context, line: Found<string> | undefined): Shape {
  try {
    return framework.shape(context)
  } catch (error) {
    if (!(error instanceof UserError) || line === undefined) throw error
    const copies: readonly Step[] = [
      { kind: 'copy', from: 'build', sources: ['/out/lib/'], to: './lib/' },
      { kind: 'copy', from: 'build', sources: ['/out/app.jar'], to: './' },
    ]
    return { product: 'thin', copies, arguments: withValue(line, []) }
  }
}

/** What a given start command's archive is called in the image. */
export function archiveOf({ arguments: words }: Shape): string | undefined {
  const flag = words.value.indexOf('-jar')
  return flag === -1 ? undefined : words.value[flag + 1]
}

/** What decides it. */
interface Final {
  readonly project: JavaProject
  readonly shape: Shape | undefined
  readonly given: Given | undefined
  readonly argv: readonly string[]
  readonly version: string
  readonly port: number
  readonly healthCheckPath: string
}

/** The stage that runs what the build made. */
export function finalStage(
  { project, shape, given, argv, version, port, healthCheckPath }: Final,
  request: Request,
): Stage {
  if (shape === undefined) {
    return tomcatStage({ tomcat: tomcatLine(project), version, argv, port, healthCheckPath }, request)
  }
  // What starts from the folder that the build left gets that folder, as on the platform that the command is from.
  const built: Step = {
    kind: 'copy',
    why: ['The start command names what the build left where it left it.'],
    from: 'build',
    sources: [project.place === '' ? '/app' : `/app/${project.place}`],
    to: '.',
  }
  return runtimeStage(
    {
      version,
      copies: given?.needsBuild === true ? [built] : shape.copies,
      argv,
      env: { ...shape.env, ...given?.env },
      portVariable: shape.portVariable,
      port,
      healthCheckPath,
    },
    request,
  )
}
