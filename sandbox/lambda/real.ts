import { resolveImage } from '../images/resolve.ts'
import { becomesHealthy } from '../runtime/health.ts'
import type { LambdaFunction, LambdaRegion, UpdateOutcome } from './state.ts'

/** The port a web function listens on: the default of the Lambda Web Adapter. */
const PORT = 8080

/** Runs the function's image behind its URL; the former container serves until the new one answers. */
export async function runForReal(lambda: LambdaRegion, fn: LambdaFunction): Promise<UpdateOutcome> {
  const { ecr, repository, manifest } = resolveImage(lambda.registries, fn.latest.resolvedImageUri)
  if (ecr === undefined || repository === undefined || manifest === undefined) {
    return { status: 'Failed', code: 'ImageDeleted', reason: 'The image is not in the registry any more.' }
  }
  try {
    const container = await lambda.runtime.start({
      name: fn.name,
      ecr,
      repository,
      digest: manifest.digest,
      environment: { PORT: String(PORT), AWS_LAMBDA_FUNCTION_NAME: fn.name, ...fn.latest.environment },
      entryPoint: undefined,
      command: undefined,
      port: PORT,
      memoryMb: 512,
    })
    if (!(await becomesHealthy(container))) {
      await container.stop()
      const reason = container.logs().trimEnd().split('\n').at(-1) ?? ''
      return { status: 'Failed', code: 'FunctionError.InitFailure', reason }
    }
    const former = fn.container
    fn.container = container
    await former?.stop()
    return { status: 'Successful' }
  } catch (error) {
    return {
      status: 'Failed',
      code: 'InvalidImage',
      reason: error instanceof Error ? error.message : String(error),
    }
  }
}
