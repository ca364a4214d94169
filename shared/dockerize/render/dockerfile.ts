import type { Mount, Stage, Step } from '../image/steps.ts'

/** A Dockerfile's text, for the front end that is to read it. Pure: the same stages are the same bytes. */
export function renderDockerfile(
  header: readonly string[],
  stages: readonly Stage[],
  frontEnd = 'docker/dockerfile:1',
): string {
  const lines = [
    // Parser directives count only before everything else.
    `# syntax=${frontEnd}`,
    `# check=${stages.some(hasSecretName) ? 'skip=SecretsUsedInArgOrEnv;' : ''}error=true`,
    '',
    ...header.map((line) => comment(line)),
    ...stages.flatMap((stage) => ['', ...renderStage(stage)]),
  ]
  return `${lines.join('\n')}\n`
}

// BuildKit takes these for secrets by their names. Arguments are only ever what is public by its prefix, as the key of a
// map in a browser: VITE_MAP_KEY. Source: docs.docker.com, "Build checks", SecretsUsedInArgOrEnv.
const SECRET = /(?:^|_)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i
const PUBLIC = /(?:^|_)public(?:_|$)/i

function hasSecretName({ steps }: Stage): boolean {
  return steps.some((step) => step.kind === 'arg' && SECRET.test(step.value) && !PUBLIC.test(step.value))
}

function renderStage({ name, base, platform, why = [], steps }: Stage): readonly string[] {
  const where = platform === undefined ? '' : `--platform=${platform} `
  const lines = [...why.map(comment), `FROM ${where}${base} AS ${name}`]
  // Parsers lose an instruction that follows right after the end of a file.
  let inline = false
  for (const step of steps) {
    // A comment starts a paragraph; what follows without one belongs to it.
    if (step.why !== undefined) lines.push('', ...step.why.map(comment))
    else if (inline) lines.push('')
    lines.push(...renderStep(step))
    inline = step.kind === 'inline'
  }
  return lines
}

function renderStep(step: Step): readonly string[] {
  switch (step.kind) {
    case 'copy': {
      const flags = [
        step.from === undefined ? [] : [`--from=${step.from}`],
        step.owner === undefined ? [] : [`--chown=${step.owner}`],
      ].flat()
      return [['COPY', ...flags, copyPaths(step.sources, step.to, step.from === undefined)].join(' ')]
    }
    case 'run':
      return [
        `RUN ${[...(step.mounts ?? []).map(renderMount), step.commands.join(' \\\n && ')].join(' \\\n    ')}`,
      ]
    case 'inline':
      return [`COPY <<'EOF' ${step.to}`, ...step.lines, 'EOF']
    case 'env':
    case 'label':
      return [
        `${step.kind.toUpperCase()} ${Object.entries(step.values)
          .map(([name, value]) => `${name}=${quote(value)}`)
          .join(' \\\n    ')}`,
      ]
    case 'healthcheck':
      return [
        'HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --start-interval=2s --retries=3 \\',
        `    CMD ${execForm(step.argv)}`,
      ]
    case 'cmd':
      return [`CMD ${execForm(step.argv)}`]
    case 'workdir':
    case 'user':
    case 'expose':
    case 'stopsignal':
    case 'arg':
      return [`${step.kind.toUpperCase()} ${step.value}`]
  }
}

function renderMount(mount: Mount): string {
  if (mount.type === 'cache') {
    const id = mount.id === undefined ? '' : `,id=${mount.id}`
    const start = mount.from === undefined ? '' : `,from=${mount.from},source=${mount.target}`
    const sharing = mount.sharing === undefined ? '' : `,sharing=${mount.sharing}`
    return `--mount=type=cache${id},target=${mount.target}${start}${sharing}`
  }
  const where = 'env' in mount ? `env=${mount.env}` : `target=${mount.target}`
  return `--mount=type=secret,id=${mount.id},${where},required=false`
}

/** Exec form is JSON; the builder expands nothing in it. */
function execForm(argv: readonly string[]): string {
  return `[${argv.map((word) => JSON.stringify(word)).join(', ')}]`
}

// The builder expands variables and, from the context, patterns in COPY's paths: names that happen to hold such
// characters have to stand for themselves. Source: Dockerfile reference, COPY and "Environment replacement".
function copyPaths(sources: readonly string[], to: string, patterns: boolean): string {
  const literal = (path: string): string => {
    // A name that begins like a flag would be taken for one.
    const plain = path.replace(/^-/, './-').replace(/\$/g, '\\$')
    return patterns
      ? plain.replace(/[[*?]/g, (character) => (character === '[' ? '[[]' : `[${character}]`))
      : plain
  }
  const target = sources.length > 1 && !to.endsWith('/') ? `${to}/` : to
  const paths = [...sources.map(literal), target]
  return paths.some((path) => /\s/.test(path)) ? execForm(paths) : paths.join(' ')
}

// The one variable that is meant: a path put before those that the image has.
function quote(value: string): string {
  if (value.endsWith(':$PATH')) return `${quote(value.slice(0, -':$PATH'.length))}:$PATH`
  return /^[\w./:@%+,=-]+$/.test(value)
    ? value
    : `"${value.replace(/["\\$]/g, (character) => `\\${character}`)}"`
}

// A line break in outside text would end the comment and begin an instruction.
function comment(text: string): string {
  return `# ${text.replace(/[\r\n\u2028\u2029]+/g, ' ')}`.trimEnd()
}
