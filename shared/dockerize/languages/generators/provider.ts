import { UserError } from '../../../errors.ts'
import { decideHealthPath, decidePort } from '../../decide/values.ts'
import { fromInput, type Found } from '../../found.ts'
import { readHints } from '../../hints/index.ts'
import type { Plan, Provider, Request } from '../../plan.ts'
import { NGINX, siteStage } from '../static/site.ts'
import type { App } from '../../view/file-view.ts'
import type { Generator } from './generator.ts'
import { hugo } from './hugo.ts'
import { jekyll } from './jekyll.ts'
import { mkdocs } from './mkdocs.ts'
import { zola } from './zola.ts'

const GENERATORS: readonly Generator[] = [hugo, zola, mkdocs, jekyll]

/** Sites that a program makes of texts: built once, and served as files. */
export const generators: Provider = {
  language: 'static',
  frameworks: GENERATORS.map(({ name }) => name),
  lookedFor: GENERATORS.map(({ lookedFor }) => lookedFor).join(', '),
  detect: (app) =>
    GENERATORS.some((generator) => generator.detect(app) !== undefined) ? 'application' : undefined,
  plan: planSite,
}

function planSite(app: App, request: Request): Plan {
  const { overrides } = request
  const { generator, found } = findGenerator(app, overrides.framework)
  if (overrides.runCommand !== undefined) {
    throw new UserError(
      `The input "run-command" is "${overrides.runCommand}", but the files that ${generator.name} makes are served by nginx.`,
      'Leave it out, or set "framework" to what the command starts.',
    )
  }
  const hints = readHints(app)
  const made = generator.generate(app, hints, request)
  const port = decidePort(request, { ...hints, port: undefined }, undefined)
  const health = decideHealthPath(request, hints, { ...found, value: '/' })
  const site = siteStage(
    {
      copy: { kind: 'copy', from: 'build', sources: [`/app/${made.folder}`], to: '/srv/www' },
      fallback: false,
      port: port.value,
      healthCheckPath: health.value,
    },
    request,
  )
  return {
    language: { ...found, value: 'static' },
    framework: found,
    version: made.version,
    ...(made.packageManager === undefined ? {} : { packageManager: made.packageManager }),
    buildCommand: made.build,
    runCommand: { value: NGINX, why: 'a site of files' },
    port,
    healthCheckPath: health,
    stages: [...made.stages, site],
    ...(made.title === undefined ? {} : { about: { title: made.title } }),
    ignore: [made.folder, ...made.ignore],
    warnings: made.warnings,
  }
}

function findGenerator(
  app: App,
  input: string | undefined,
): { readonly generator: Generator; readonly found: Found<string> } {
  for (const generator of GENERATORS) {
    if (input !== undefined && generator.name !== input) continue
    const detected = generator.detect(app)
    if (detected !== undefined) {
      return { generator, found: input === undefined ? detected : fromInput(input, 'framework') }
    }
  }
  throw new UserError(
    `No site of ${input ?? 'a generator'} is in ${app.at('') || 'the repository'}: looked for ${generators.lookedFor}.`,
    'Set "root-directory" to the folder of the site.',
  )
}
