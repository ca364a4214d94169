import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DockerfileParser } from 'dockerfile-ast'
import { ignoredCopies } from '../../shared/dockerize/render/dockerignore.ts'

/** A generated Dockerfile, and what it is built in. */
export interface Subject {
  readonly dockerfile: string
  readonly dockerignore: string
  /** The checkout, with the files that are prepared. */
  readonly workspace: string
  /** Whether the plan has a build command. */
  readonly builds: boolean
}

/** What every Dockerfile of ours promises, whatever the application, and this one breaks. */
export function brokenPromises(subject: Subject): readonly string[] {
  const stages = stagesOf(subject.dockerfile)
  return [
    ...head(subject.dockerfile),
    ...ending(stages.at(-1)?.instructions ?? []),
    ...bases(stages),
    ...idleStages(stages),
    ...stages.flatMap(({ instructions }) => instructions.flatMap(broken)),
    ...copies(stages, subject),
    ...(subject.builds && stages.length < 2 ? ['it builds in the stage that it serves from'] : []),
  ]
}

interface Instruction {
  readonly keyword: string
  /** What follows the keyword, flags included, as it is written. */
  readonly text: string
}

interface Stage {
  readonly image: string
  readonly name: string
  readonly instructions: readonly Instruction[]
}

function stagesOf(text: string): readonly Stage[] {
  const lines = text.split('\n')
  const parsed = DockerfileParser.parse(text)
  const instructions = parsed.getInstructions().map((one) => {
    const { start, end } = one.getRange()
    const whole = lines.slice(start.line, end.line + 1).join('\n')
    return { line: start.line, keyword: one.getKeyword(), text: whole.replace(/^\w+\s+/, '') }
  })
  const froms = parsed.getFROMs()
  return froms.map((from, index) => {
    const begin = from.getRange().start.line
    const end = froms[index + 1]?.getRange().start.line ?? Infinity
    return {
      image: from.getImage() ?? '',
      name: from.getBuildStage() ?? 'without a name',
      instructions: instructions.filter(({ line }) => line > begin && line < end),
    }
  })
}

function head(text: string): readonly string[] {
  const lines = text.split('\n', 2)
  const wanted = ['# syntax=docker/dockerfile:1', '# check=error=true']
  return wanted.filter((line, index) => lines[index] !== line).map((line) => `it does not start with ${line}`)
}

/** The last stage: who runs what, and how it is asked whether it is well. */
function ending(instructions: readonly Instruction[]): readonly string[] {
  const last = (keyword: string): string | undefined =>
    instructions.findLast((one) => one.keyword === keyword)?.text
  const [user = '', command = '', health = ''] = [last('USER'), last('CMD'), last('HEALTHCHECK')]
  return [
    ...(/^[1-9]\d*(?::[1-9]\d*)?$/.test(user) ? [] : [`USER is "${user}", no number or root`]),
    ...(command.startsWith('[') ? [] : [`CMD is not in exec form: ${command}`]),
    ...(health.includes('CMD [') ? [] : [`HEALTHCHECK is not in exec form: ${health}`]),
    ...(last('EXPOSE') === undefined ? ['it exposes no port'] : []),
  ]
}

function bases(stages: readonly Stage[]): readonly string[] {
  const names = ['scratch', ...stages.map(({ name }) => name)]
  return takenFrom(stages)
    .filter((image) => !names.includes(image) && !/:(?!latest$)[^/]+$/.test(image))
    .map((image) => `the image ${image} has no tag of its own`)
}

function idleStages(stages: readonly Stage[]): readonly string[] {
  const used = takenFrom(stages)
  return stages
    .slice(0, -1)
    .filter(({ name }) => !used.includes(name))
    .map(({ name }) => `nothing uses the stage ${name}`)
}

/** The images and stages that stages start from, copy from or mount. */
function takenFrom(stages: readonly Stage[]): readonly string[] {
  const others = stages.flatMap(({ instructions }) =>
    instructions.flatMap(({ keyword, text }) => {
      if (keyword === 'COPY') return [...text.matchAll(/--from=(\S+)/g)]
      return keyword === 'RUN' ? [...text.matchAll(/--mount=\S*\bfrom=([^,\s]+)/g)] : []
    }),
  )
  return [...stages.map(({ image }) => image), ...others.map(([, from = '']) => from)]
}

const SECRET = /(?:^|_)(?:SECRET|TOKEN|PASSWORD|PASSWD|CREDENTIALS?|API_?KEY|PRIVATE_KEY)(?:_|$)/i

function broken({ keyword, text }: Instruction): readonly string[] {
  if (keyword === 'ADD' || keyword === 'ONBUILD' || keyword === 'MAINTAINER') return [`it has ${keyword}`]
  if (keyword === 'ARG' || keyword === 'ENV') {
    const names = [...text.matchAll(/(?:^|\s)([A-Za-z_]\w*)(?==|$)/g)].map(([, name = '']) => name)
    return names.filter((name) => SECRET.test(name)).map((name) => `${keyword} ${name} looks like a secret`)
  }
  if (keyword !== 'RUN' || !/\bapt-get\b.*\binstall\b/s.test(text)) return []
  return [
    ...(text.includes('--no-install-recommends') ? [] : ['apt-get installs what is only recommended']),
    ...(/rm -rf? \/var\/lib\/apt\/lists|target=\/var\/lib\/apt/.test(text) ? [] : ["apt-get's lists stay"]),
  ]
}

function copies(stages: readonly Stage[], { workspace, dockerignore }: Subject): readonly string[] {
  const sources = stages.flatMap(({ instructions }) => instructions.flatMap(contextSources))
  const missing = sources.filter((source) => !existsSync(join(workspace, source)))
  const stage = { name: 'all', base: 'scratch', steps: [{ kind: 'copy', sources, to: './' }] } as const
  return [
    ...missing.map((source) => `it copies ${source}, which is not there`),
    ...ignoredCopies(dockerignore, [stage]).map(
      (source) => `it copies ${source}, which .dockerignore keeps out`,
    ),
  ]
}

function contextSources({ keyword, text }: Instruction): readonly string[] {
  if (keyword !== 'COPY' || /--from=|^<</.test(text)) return []
  const words = text.split(/\s+/).filter((word) => !word.startsWith('--'))
  const paths = words[0]?.startsWith('[') === true ? list(text) : words
  return paths.slice(0, -1).map(literal)
}

function list(text: string): readonly string[] {
  const parsed: unknown = JSON.parse(text.slice(text.indexOf('[')))
  return Array.isArray(parsed) ? parsed.filter((word) => typeof word === 'string') : []
}

/** A source as it is called on the disk: characters that would be patterns or variables stand for themselves. */
function literal(source: string): string {
  return source.replace(/\[([[*?])\]/g, '$1').replace(/\\\$/g, '$')
}
