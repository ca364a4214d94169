import ignore from 'ignore'
import type { Stage } from '../image.ts'

/** What must never get into an image, whatever else an existing file says. */
const SAFETY = ['**/.git', '**/node_modules', '**/.env', '**/.env.*']
const PYTHON_SAFETY = ['**/.venv', '**/__pycache__']

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
}

/**
 * The text of the .dockerignore. `folder` is the application's; below the top everything else but `scope` is left out,
 * as other applications of the repository are none of this image's business.
 */
export function renderDockerignore(
  folder: string,
  patterns: readonly string[],
  scope: readonly string[] = [],
): string {
  const inside = (pattern: string): string =>
    folder === '' ? pattern : `${folder}/${pattern.replace(/^\//, '')}`
  const own = [...new Set([...SAFETY, ...COMMON, ...patterns])].map((pattern) => {
    // A pattern that lets something through again has its mark before the folder.
    if (pattern.startsWith('!')) return `!${inside(pattern.slice(1))}`
    // What is kept away at any depth is kept away in the packages beside the application, too.
    return pattern.startsWith('**/') ? pattern : inside(pattern)
  })
  const lines = [
    ...(folder === ''
      ? []
      : [
          '# Other folders are other applications.',
          '*',
          ...[folder, ...scope].map((path) => `!${path}`),
          '',
        ]),
    '# Neither built from nor safe to have in an image; it would also make unchanged layers new.',
    ...own,
    '',
    '# The sample of the settings is no secret.',
    `!${inside('**/.env.example')}`,
  ]
  return `${lines.join('\n')}\n`
}

/** Completes an existing file by what is missing for safety, and by nothing else. */
export function completeDockerignore(existing: string, folder: string, language: string): Dockerignore {
  const has = new Set(existing.split(/\r?\n/).map(normal))
  const wanted = [...SAFETY, ...(language === 'python' ? PYTHON_SAFETY : [])]
  const everything = has.has('*')
  const added = everything
    ? []
    : wanted.filter((pattern) => !has.has(normal(pattern)) && !has.has(normal(`${folder}/${pattern}`)))
  if (added.length === 0) return { text: existing, added }
  const start = existing === '' || existing.endsWith('\n') ? existing : `${existing}\n`
  return {
    text: `${start}\n# Never in an image: secrets, history, and what belongs to this machine.\n${added.join('\n')}\n`,
    added,
  }
}

/** Paths that the Dockerfile copies and that the .dockerignore keeps from it. */
export function ignoredCopies(text: string, stages: readonly Stage[]): readonly string[] {
  const copied = stages.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'copy' && step.from === undefined ? step.sources : [])),
  )
  const paths = copied.map((path) => path.replace(/\/$/, '')).filter((path) => path !== '.' && path !== '')
  return [...new Set(paths)].filter((path) => isIgnored(text, path))
}

// Unlike in .gitignore, patterns start at the top, and the last one that fits a path or a folder above it decides.
// Source: Docker's documentation, "Build context", .dockerignore files.
function isIgnored(text: string, path: string): boolean {
  const parts = path.split('/')
  const above = parts.map((_, index) => parts.slice(0, index + 1).join('/'))
  let ignored = false
  for (const line of text.split(/\r?\n/)) {
    const pattern = line.trim()
    if (pattern === '' || pattern.startsWith('#')) continue
    const plain = pattern.replace(/^!/, '').replace(/^\.?\//, '')
    const matcher = ignore({ allowRelativePaths: true }).add(`/${plain}`)
    if (above.some((folder) => matcher.ignores(folder))) ignored = !pattern.startsWith('!')
  }
  return ignored
}

function normal(line: string): string {
  return line
    .trim()
    .replace(/^(?:\.?\/|\*\*\/)+/, '')
    .replace(/(?:\/\*{0,2})+$/, '')
}
