/** What the sentence for a failed build can name. */
export interface FailedBuild {
  readonly repositoryUrl: string
  /** As the user gave it, relative to the workspace. */
  readonly context: string
}

interface Known {
  readonly pattern: RegExp
  /** @param said the reason as BuildKit gave it */
  readonly message: (said: string, build: FailedBuild) => string
  readonly hint: string
}

/** The failures that have a sentence of their own; the first that matches BuildKit's reason is it. */
export function knownFailure(said: string): Known | undefined {
  return KNOWN.find(({ pattern }) => pattern.test(said))
}

const SETUP_BUILDX = 'Run docker/setup-buildx-action before this step'

const KNOWN: readonly Known[] = [
  {
    pattern:
      /'buildx' is not a docker command|unknown command: docker buildx|docker: unknown flag: --|unknown flag: --(?:builder|file|progress)/,
    message: () => 'Docker has no Buildx here.',
    hint: `${SETUP_BUILDX}, or use a runner that has it.`,
  },
  {
    pattern:
      /Cannot connect to the Docker daemon|failed to connect to the docker API|docker daemon is not running/i,
    message: (said) => `No Docker Engine answers: ${said}`,
    hint: 'Use a Linux runner with Docker, or give an image that was built elsewhere by the input "from".',
  },
  {
    pattern: /^no builder "/,
    message: (said) => `There is ${said.replace(/ found$/, '')}.`,
    hint: `${SETUP_BUILDX}, or correct the input "builder".`,
  },
  {
    pattern: /Cache export is not supported for the docker driver/,
    message: () => 'This builder cannot write a cache.',
    hint: `${SETUP_BUILDX}, or set "cache" to "none".`,
  },
  {
    pattern: /Attestation is not supported for the docker driver/,
    message: () => 'This builder cannot make attestations.',
    hint: `${SETUP_BUILDX}, or leave "provenance" and "sbom" at "false".`,
  },
  {
    pattern: /Multi-platform build is not supported for the docker driver/i,
    message: () => 'This builder cannot build for several platforms at once.',
    hint: `${SETUP_BUILDX}, or give one of "platforms".`,
  },
  {
    pattern: /no space left on device/i,
    message: (said) => `The disk of the builder is full: ${said}`,
    hint: 'Free space before this step, for example by "docker system prune --all --force", or use a larger runner.',
  },
  {
    pattern: /toomanyrequests|429 Too Many Requests/i,
    message: (said) => `A registry gives no more base images for now: ${said}`,
    hint: 'Sign in to it before this step (docker/login-action), or take the base image from public.ecr.aws/docker/library.',
  },
  {
    pattern: /failed to resolve source metadata for/,
    message: (said) =>
      `A base image cannot be read: ${said.replace(/^.*?failed to resolve source metadata for /, '')}`,
    hint: 'Check its name and tag after FROM; one that is private needs a login before this step.',
  },
  {
    pattern: /target stage .* could not be found/,
    message: (said) => `The Dockerfile does not have what "target" asks for: ${said}`,
    hint: 'Give the name after AS of one of its stages.',
  },
  {
    pattern: /tag is immutable|ImageTagAlreadyExists|cannot be overwritten because/,
    message: (said, { repositoryUrl }) =>
      `A tag in ${repositoryUrl} is immutable and has an image already: ${said}`,
    hint: 'Build another commit, or let the repository overwrite tags.',
  },
  {
    pattern: /name unknown|NAME_UNKNOWN|repository .*does not exist/i,
    message: (_, { repositoryUrl }) => `There is no repository ${repositoryUrl}.`,
    hint: 'Create it, or correct "ecr-image-url".',
  },
  {
    pattern: /failed to push[^]*(?:denied|unauthorized|\b40[13]\b)/i,
    message: (said, { repositoryUrl }) => `The push to ${repositoryUrl} was denied: ${said}`,
    hint: 'Allow "ecr:InitiateLayerUpload", "ecr:UploadLayerPart", "ecr:CompleteLayerUpload", "ecr:BatchCheckLayerAvailability" and "ecr:PutImage" on the repository.',
  },
]

/** Where to look when nothing better is known. */
export const SEE_LOG = 'The log of this step has the whole output.'

/** What to do about a line of the Dockerfile that failed. */
export function hintForLine(said: string, { context }: FailedBuild): string {
  if (said.includes('parse error')) return 'Correct that line.'
  if (!said.endsWith(': not found')) return SEE_LOG
  return `Its path is relative to the context "${context}", and .dockerignore must not leave it out.`
}

/** What to do about a command of the Dockerfile that failed. */
export function hintForCommand(code: string, output: string): string {
  if (code === '137') return 'It was killed, most often because the runner has too little memory.'
  if (!output.includes('exec format error')) return SEE_LOG
  return 'The builder cannot run that platform: run docker/setup-qemu-action before this step.'
}
