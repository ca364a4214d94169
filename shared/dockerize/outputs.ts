import type { Outputs } from '../runner/step.ts'
import type { Dockerized } from './index.ts'
import { commandLine, planJson } from './render/values.ts'

/** The action's outputs; those of the plan are empty where nothing could be told. */
export function dockerizeOutputs({ generated, dockerfilePath, context, plan }: Dockerized): Outputs {
  return {
    generated,
    'dockerfile-path': dockerfilePath,
    context,
    language: plan?.language.value,
    framework: plan?.framework.value,
    version: plan?.version.value,
    'package-manager': plan?.packageManager?.value,
    port: plan?.port.value,
    'run-command': plan === undefined ? undefined : commandLine(plan.runCommand.value),
    'health-check-path': plan?.healthCheckPath.value,
    plan: plan === undefined ? undefined : planJson(plan),
    apps: undefined,
  }
}
