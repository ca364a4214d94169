import type { Mount } from '../../../image/steps.ts'
import { xmlChildren } from '../../../parse/xml.ts'
import { join, type FileView } from '../../../view/file-view.ts'
import { models, type Pom } from './pom.ts'

const SETTINGS = ['.mvn/settings.xml', 'settings.xml', '.m2/settings.xml']

/**
 * The secrets that downloads may need: a settings.xml where a pom names repositories of its own, and the variables that
 * settings in the repository refer to. Source: Maven's "Settings Reference".
 */
export function mavenSecrets(repository: FileView, root: string, poms: readonly Pom[]): readonly Mount[] {
  const names = new Set<string>()
  for (const file of SETTINGS) {
    const text = repository.text(join(root, file)) ?? ''
    for (const [, name] of text.matchAll(/\$\{env\.([A-Za-z_]\w*)\}/g))
      if (name !== undefined) names.add(name)
  }
  const variables = [...names].sort().map((name): Mount => ({ type: 'secret', id: name, env: name }))
  const own = poms.some((pom) =>
    models(pom).some(
      (model) =>
        xmlChildren(model, 'repository', 'repositories').length > 0 ||
        xmlChildren(model, 'pluginRepository', 'pluginRepositories').length > 0,
    ),
  )
  return own
    ? [...variables, { type: 'secret', id: 'maven-settings', target: '/root/.m2/settings.xml' }]
    : variables
}
