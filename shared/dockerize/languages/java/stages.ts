import { officialImage, serving, steps, type Stage, type Step } from '../../image/steps.ts'
import { takesLambda, type Request } from '../../plan.ts'
import { bashProbe } from '../../image/probe.ts'

/** How the image runs. */
export interface Running {
  readonly version: string
  readonly copies: readonly Step[]
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  readonly portVariable: string | undefined
  readonly port: number
  readonly healthCheckPath: string
}

/** `uid:gid` of every image of Java. */
export const USER = '1001:1001'

/** The environment of every Java process in a container; what is set where the image runs wins over it. */
export const JVM_OPTIONS: Step = {
  kind: 'env',
  why: [
    "Three quarters of the container's memory for the heap, where a quarter is Java's default; and a process that is out",
    'of memory ends, so that it is replaced.',
  ],
  values: { JAVA_TOOL_OPTIONS: '-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError' },
}

/** The user that the official images do not have. */
export const CREATE_USER: Step = {
  kind: 'run',
  why: ['The official images have no user for it. Its home is what Lambda lets a function write to.'],
  commands: [
    'groupadd --gid 1001 app',
    'useradd --uid 1001 --gid 1001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin app',
  ],
}

/** The final stage: a Java runtime, without compiler and build tool, and what was built. */
export function runtimeStage(running: Running, request: Request): Stage {
  const { version, copies, env, portVariable, argv, port, healthCheckPath } = running
  return {
    name: 'runtime',
    base: officialImage(request.baseRegistry, `eclipse-temurin:${version}-jre`),
    steps: steps(
      { kind: 'workdir', value: '/app' },
      CREATE_USER,
      ...copies,
      JVM_OPTIONS,
      portVariable !== undefined && {
        kind: 'env',
        why: ['Not the builder but the framework puts PORT here, when it starts.'],
        values: { [portVariable]: '${PORT}' },
      },
      ...serving({
        port,
        lambda: takesLambda(request, port),
        healthCheckPath,
        user: USER,
        probe: bashProbe(healthCheckPath),
        argv,
        env,
      }),
    ),
  }
}
