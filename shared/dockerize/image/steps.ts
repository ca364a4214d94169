/** What a Dockerfile is made of, before it is text: providers decide, one renderer writes. */

export type Mount =
  | {
      readonly type: 'cache'
      readonly target: string
      readonly id?: string
      /** The stage whose folder of the same path the cache begins with; each of its versions has its own. */
      readonly from?: string
      /** Where the tool has no lock of its own: another build waits. */
      readonly sharing?: 'locked'
    }
  /** Optional at build time: without it the public registry is used. */
  | { readonly type: 'secret'; readonly id: string; readonly target: string }
  | { readonly type: 'secret'; readonly id: string; readonly env: string }

interface Commented {
  /** Why the instruction is there; one comment line each. */
  readonly why?: readonly string[]
}

interface Copy extends Commented {
  readonly kind: 'copy'
  /** Files keep their names below `to`; a folder's content goes into it. */
  readonly sources: readonly string[]
  readonly to: string
  /** A stage's name or an image; the build context without it. */
  readonly from?: string
  readonly owner?: string
}

interface Run extends Commented {
  readonly kind: 'run'
  /** A line for /bin/sh; several are joined by `&&`. */
  readonly commands: readonly string[]
  readonly mounts?: readonly Mount[]
}

interface Inline extends Commented {
  readonly kind: 'inline'
  readonly to: string
  readonly lines: readonly string[]
}

interface Env extends Commented {
  readonly kind: 'env' | 'label'
  readonly values: Readonly<Record<string, string>>
}

interface Word extends Commented {
  readonly kind: 'workdir' | 'user' | 'expose' | 'stopsignal' | 'arg'
  readonly value: string
}

interface Command extends Commented {
  readonly kind: 'cmd' | 'healthcheck'
  readonly argv: readonly string[]
}

export type Step = Copy | Run | Inline | Env | Word | Command

export interface Stage {
  readonly name: string
  /** An image, or the name of an earlier stage. */
  readonly base: string
  /** Where the stage runs, if not on the image's own platform: `$BUILDPLATFORM`. */
  readonly platform?: string
  readonly why?: readonly string[]
  readonly steps: readonly Step[]
}

/** Leaves out what does not apply, so that stages read as lists. */
export function steps(...parts: readonly (Step | false | undefined)[]): readonly Step[] {
  return parts.filter((part) => part !== false && part !== undefined)
}

/** An official image, from Docker Hub or a mirror of it: `public.ecr.aws/docker/library` gives `.../node:24-slim`. */
export function officialImage(baseRegistry: string | undefined, image: string): string {
  return baseRegistry === undefined ? image : `${baseRegistry.replace(/\/+$/, '')}/${image}`
}

// Source: the adapter's README, "Lambda functions packaged as Docker Images"; the gallery has no floating major tag.
const LAMBDA_ADAPTER = 'public.ecr.aws/awsguru/aws-lambda-adapter:1.0.1'

interface Serving {
  readonly port: number
  readonly lambda: boolean
  readonly healthCheckPath: string
  /** `uid:gid`. */
  readonly user: string
  /** Exits 0 when the server answers well. */
  readonly probe: readonly string[]
  /** Why the probe is what it is, where the usual sentence does not say it. */
  readonly whyProbe?: string
  readonly argv: readonly string[]
  /** Likewise for the command. */
  readonly whyCommand?: string
  readonly stopSignal?: string
  readonly whyStopSignal?: string
  /** More environment for the running server, beside PORT. */
  readonly env?: Readonly<Record<string, string>>
}

const WHY_PROBE = 'Asked with what the image has already: nothing to install or patch.'
const WHY_COMMAND = 'The process itself is PID 1, so that it gets SIGTERM and can finish its requests.'

/** How every image that serves HTTP ends, whatever the language. */
export function serving(options: Serving): readonly Step[] {
  const { port, lambda, healthCheckPath, user, probe, argv, stopSignal, whyStopSignal, env = {} } = options
  const { whyProbe = WHY_PROBE, whyCommand = WHY_COMMAND } = options
  return steps(
    lambda && {
      kind: 'copy',
      why: [
        'The same image runs on AWS Lambda: there, and only there, this extension hands events to the server on $PORT.',
      ],
      from: LAMBDA_ADAPTER,
      sources: ['/lambda-adapter'],
      to: '/opt/extensions/lambda-adapter',
    },
    {
      kind: 'env',
      values: {
        ...env,
        PORT: String(port),
        // Lambda's readiness check asks `/` otherwise, which an API may not have.
        ...(lambda && healthCheckPath !== '/' ? { AWS_LWA_READINESS_CHECK_PATH: healthCheckPath } : {}),
      },
    },
    { kind: 'user', why: ['By number, so that an orchestrator can tell it is not root.'], value: user },
    { kind: 'expose', value: String(port) },
    stopSignal !== undefined && {
      kind: 'stopsignal',
      ...(whyStopSignal === undefined ? {} : { why: [whyStopSignal] }),
      value: stopSignal,
    },
    {
      kind: 'healthcheck',
      why: [whyProbe],
      argv: probe,
    },
    {
      kind: 'cmd',
      why: [whyCommand],
      argv,
    },
  )
}
