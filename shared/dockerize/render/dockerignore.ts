import type { Stage } from '../image/steps.ts'
import { decisive, ignoreLines, isIgnored, literalPattern, type IgnoreLine } from '../parse/dockerignore.ts'

/** What must never get into an image, whatever else an existing file says; each with a path that it is tried on. */
const SAFETY: readonly (readonly [string, string])[] = [
  ['**/.git', '.git'],
  ['**/node_modules', 'node_modules'],
  ['**/.env', '.env'],
  ['**/.env.*', '.env.local'],
]
const PYTHON_SAFETY: typeof SAFETY = [
  ['**/.venv', '.venv'],
  ['**/__pycache__', '__pycache__'],
]
const SAMPLE = '!**/.env.example'

/** Beside that: what no build needs, and what changes without the application changing. */
const COMMON = [
  '.github',
  '.gitignore',
  '.gitattributes',
  'README.md',
  '.gitlab-ci.yml',
  '.vscode',
  '.idea',
  '**/.DS_Store',
  '**/*.log',
  'Dockerfile*',
  '*.Dockerfile',
  '.dockerignore',
  'compose*.yml',
  'compose*.yaml',
  'docker-compose*',
]

export interface Dockerignore {
  readonly text: string
  /** Patterns that an existing file lacked. */
  readonly added: readonly string[]
  /** Rules of an existing file that let in on purpose what is better kept out. They are respected. */
  readonly letsIn: readonly Pick<IgnoreLine, 'text' | 'line'>[]
}

/** What a .dockerignore is made for. */
export interface Ignorable {
  /** The application's folder; below the top, everything else but `scope` is left out. */
  readonly folder: string
  /** Patterns relative to the application; `!` lets through again. */
  readonly patterns: readonly string[]
  /** Paths of the repository that the build copies beside the application's folder. */
  readonly scope?: readonly string[]
  readonly stages: readonly Stage[]
}

/** The text of a new .dockerignore. What the image copies by name is let through. */
export function renderDockerignore({ folder, patterns, scope = [], stages }: Ignorable): string {
  const needed = copiedPaths(stages)
  const wanted = [...SAFETY.map(([pattern]) => pattern), ...COMMON, ...patterns].map((pattern) =>
    inFolder(folder, pattern),
  )
  const own = [...new Set(wanted)].filter(
    (pattern) => pattern.startsWith('!') || !needed.some((path) => isIgnored(ignoreLines(pattern), path)),
  )
  const settings = letIn(folder, patterns)
  const whole = folder === '' || scope.includes('') || scope.includes('.')
  const lines = [
    ...(whole
      ? []
      : [
          '# Other folders are other applications.',
          '*',
          ...[...new Set([folder, ...scope])].map((path) => `!${literalPattern(path)}`),
          '',
        ]),
    '# Neither built from nor safe to have in an image; it would also make unchanged layers new.',
    ...own.filter((pattern) => !settings.includes(pattern)),
    ...(settings.length === 0
      ? []
      : ['', '# Committed settings that the build reads; secrets have no place in them.', ...settings]),
    '',
    '# The sample of the settings is no secret.',
    SAMPLE,
  ]
  return `${lines.join('\n')}\n`
}

/** Committed settings that a plan lets in. */
function letIn(folder: string, patterns: readonly string[]): readonly string[] {
  return patterns
    .filter((pattern) => pattern.startsWith('!') && pattern.includes('.env'))
    .map((pattern) => inFolder(folder, pattern))
}

// What is meant at any depth is meant in the other folders of the build, too.
function inFolder(folder: string, pattern: string): string {
  const sign = pattern.startsWith('!') ? '!' : ''
  const plain = pattern.slice(sign.length).replace(/^\//, '')
  return sign + (folder === '' || plain.startsWith('**/') ? plain : `${literalPattern(folder)}/${plain}`)
}

/** Completes an existing file by what is missing for safety, and by nothing else. */
export function completeDockerignore(
  existing: string,
  { folder, scope = [], patterns = [] }: Pick<Ignorable, 'folder' | 'scope'> & Partial<Ignorable>,
  language: string,
): Dockerignore {
  const lines = ignoreLines(existing)
  const needed = letIn(folder, patterns)
  const places = [...new Set(['', folder, ...scope])]
    .filter((place) => place === '' || !isIgnored(lines, place))
    .map((place) => (place === '' ? '' : `${place}/`))
  const added: string[] = []
  const letsIn = new Set<IgnoreLine>()
  for (const [pattern, name] of [...SAFETY, ...(language === 'python' ? PYTHON_SAFETY : [])]) {
    const rules = places.map((place) => decisive(lines, place + name))
    const onPurpose = rules.filter((rule) => rule?.includes === true && rule.text.includes(name.slice(0, 4)))
    for (const rule of onPurpose) if (rule !== undefined && !needed.includes(rule.text)) letsIn.add(rule)
    if (onPurpose.length === 0 && rules.some((rule) => rule?.includes !== false)) added.push(pattern)
  }
  const kept = lines.filter((line) => line.includes && line.text.includes('.env')).map(({ text }) => text)
  const again = needed.filter((pattern) => !isIgnored(lines, pattern.slice(1)))
  return { text: completed(existing, added, [...kept, ...again]), added, letsIn: [...letsIn] }
}

// At the end, as later rules win; so what lets in single files of settings is said again.
function completed(existing: string, added: readonly string[], kept: readonly string[]): string {
  if (added.length === 0) return existing
  const start = existing === '' || existing.endsWith('\n') ? existing : `${existing}\n`
  const again = added.includes('**/.env.*') ? [SAMPLE, ...kept] : []
  const lines = [...added, ...new Set(again)]
  return `${start}\n# Never in an image: secrets, history, and what belongs to this machine.\n${lines.join('\n')}\n`
}

/** Paths that the Dockerfile copies and that the .dockerignore keeps from it. */
export function ignoredCopies(text: string, stages: readonly Stage[]): readonly string[] {
  const lines = ignoreLines(text)
  return copiedPaths(stages).filter((path) => isIgnored(lines, path))
}

/** The paths of the context that the Dockerfile names. */
function copiedPaths(stages: readonly Stage[]): readonly string[] {
  const copied = stages.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'copy' && step.from === undefined ? step.sources : [])),
  )
  const paths = copied.map((path) => path.replace(/\/$/, '')).filter((path) => path !== '.' && path !== '')
  return [...new Set(paths)]
}
