import { isAbsolute, relative } from 'node:path'
import type { Log } from '../runner/log.ts'

/** A warning of a build check. */
export interface CheckWarning {
  readonly rule: string
  readonly message: string
  readonly url: string | undefined
  readonly line: number | undefined
}

// More annotations than these GitHub does not show for one step. Source: docs.github.com, "Workflow commands", limits.
const MOST_ANNOTATIONS = 10

/**
 * The warnings in a build's metadata.
 * Source: docs.docker.com, "docker buildx build", --metadata-file, `buildx.build.warnings`: `short` and `detail` are
 * base64, lines count from 1.
 */
export function warningsInMetadata(metadata: unknown): readonly CheckWarning[] {
  return listIn(metadata, 'buildx.build.warnings').flatMap((warning) => {
    const message = decoded(warning['short'])
    if (message === undefined) return []
    const [, rule, rest] = /^(\w+): (.*)$/s.exec(message) ?? []
    return [
      {
        rule: rule ?? 'Warning',
        message: [rest ?? message, ...details(warning['detail'])].join(' '),
        url: textIn(warning, 'url'),
        line: startLine(listIn(warning, 'range')),
      },
    ]
  })
}

/** The warnings that `docker buildx build --call check,format=json` prints. */
export function warningsInReport(report: unknown): readonly CheckWarning[] {
  return listIn(report, 'warnings').map((warning) => {
    const location = warning['location']
    return {
      rule: textIn(warning, 'ruleName') ?? 'Warning',
      message: textIn(warning, 'detail') ?? textIn(warning, 'description') ?? '',
      url: textIn(warning, 'url'),
      line: startLine(listIn(location, 'ranges')),
    }
  })
}

/** Shows warnings beside the lines of the Dockerfile, the first ten of them. */
export function annotate(
  log: Log,
  warnings: readonly CheckWarning[],
  dockerfile: string,
  workspace: string,
): void {
  const path = relative(workspace, dockerfile)
  const place = path.startsWith('..') || isAbsolute(path) ? {} : { file: path }
  for (const { rule, message, url, line } of warnings.slice(0, MOST_ANNOTATIONS)) {
    log.warning(`${rule}: ${message}${url === undefined ? '' : ` ${url}`}`, {
      title: 'Build check',
      ...place,
      ...(line === undefined ? {} : { line }),
    })
  }
  const rest = warnings.length - MOST_ANNOTATIONS
  if (rest > 0) log.info(`${rest} more build-check warnings stand in the log of the build.`)
}

type Unknowns = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Unknowns {
  return typeof value === 'object' && value !== null
}

function listIn(value: unknown, name: string): readonly Unknowns[] {
  const list = isObject(value) ? value[name] : undefined
  return Array.isArray(list) ? list.filter(isObject) : []
}

function textIn(value: unknown, name: string): string | undefined {
  const text = isObject(value) ? value[name] : undefined
  return typeof text === 'string' && text !== '' ? text : undefined
}

function decoded(value: unknown): string | undefined {
  return typeof value === 'string' ? Buffer.from(value, 'base64').toString('utf8') : undefined
}

function details(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap((detail) => decoded(detail) ?? []) : []
}

function startLine(ranges: readonly Unknowns[]): number | undefined {
  const start = ranges[0]?.['start']
  const line = isObject(start) ? start['line'] : undefined
  return typeof line === 'number' && line > 0 ? line : undefined
}
