import { bullets, code, cut, plain } from '../../report/markdown.ts'
import type { Dockerized } from '../index.ts'
import { planMarkdown } from '../render/summary.ts'

// Source: GitHub REST API, "Create a pull request"; a longer body is refused.
const MOST_OF_A_BODY = 65_000

/** The last line of every commit of ours: how a later run tells it from a person's. */
const TRAILER = 'Generated-by: auto-dockerize'

/** What a pull request says. */
export interface ProposalTexts {
  readonly branch: string
  readonly title: string
  readonly body: string
  readonly message: string
}

/** The texts of the pull request that proposes a Dockerfile. Pure: the same plan is the same text. */
export function proposalTexts(
  { plan, dockerfilePath, dockerignore, warnings }: Dockerized,
  base: string,
): ProposalTexts {
  const folder = dockerfilePath.includes('/') ? dockerfilePath.slice(0, dockerfilePath.lastIndexOf('/')) : ''
  const where = folder === '' ? '' : ` for ${folder}`
  const title = `Add a Dockerfile${where}`
  const port = plan?.port.value ?? 8000
  const lines = [
    `Adds ${code(dockerfilePath)} and ${code(dockerignore?.path ?? '.dockerignore')}, made from what the repository says. Nothing else changes.`,
    '### What was found',
    ...(plan === undefined ? [] : planMarkdown(plan)),
    ...(warnings.length === 0 ? [] : ['### Look at this', bullets(warnings.map(({ text }) => plain(text)))]),
    '### Try it',
    [
      '```sh',
      `docker build -t app -f '${dockerfilePath.replace(/'/g, String.raw`'\''`)}' .`,
      `docker run --rm -p ${port}:${port} app`,
      '```',
    ].join('\n'),
    'Commits of your own to this branch are kept: it is then not updated any more.',
  ]
  return {
    branch: branchName(base, dockerfilePath),
    title,
    body: cut(lines.join('\n\n'), MOST_OF_A_BODY),
    message: `${title}\n\nMade from what the repository says; the pull request explains each value.\n\n${TRAILER}`,
  }
}

// A branch can be no folder of another one's name, hence hyphens; and a Dockerfile and a base have one branch, always.
function branchName(base: string, dockerfilePath: string): string {
  const slug = (text: string): string => text.replace(/[^\w.]+/g, '-').replace(/^[-.]+|[-.]+$/g, '')
  return `auto-dockerize/${slug(base)}-${slug(dockerfilePath)}`
}
