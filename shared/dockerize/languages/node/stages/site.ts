import type { Stage, Step } from '../../../image/steps.ts'
import type { Request } from '../../../plan.ts'
import { siteStage } from '../../static/site.ts'
import type { Facts, Serving } from '../facts.ts'
import type { SiteOutput } from '../frameworks/framework.ts'
import { buildStage } from './build.ts'
import { installation } from './install.ts'
import { imageFolder } from './layout.ts'

/** The stages of files that a build makes and nginx serves; one alone where they are there already. */
export function siteStages(facts: Facts, site: SiteOutput, how: Serving, request: Request): readonly Stage[] {
  const { app, project, build } = facts
  const folder = site.folder.value
  const copy: Step = {
    kind: 'copy',
    ...(build === undefined
      ? { sources: [app.at(folder === '.' ? '' : folder) || '.'] }
      : { from: 'build', sources: [`${imageFolder(project)}/${folder}`] }),
    to: `/srv/www${site.base?.value ?? ''}`,
  }
  const base = site.base === undefined ? {} : { base: site.base.value }
  const final = siteStage({ ...how, copy, fallback: site.fallback, ...base }, request)
  if (build === undefined) return [final]
  const install = installation(facts)
  return [...install.stages(false), buildStage(facts, install, build), final]
}
