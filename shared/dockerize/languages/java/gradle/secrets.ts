import type { Mount } from '../../../image/steps.ts'
import type { GradleBuild } from './build.ts'
import { everything, strings } from './script.ts'

/** A name that is a secret by how it sounds: the environment has harmless ones, too. */
const SECRET = /TOKEN|PASSWORD|USER|ACTOR|KEY|SECRET|CREDENTIAL/i

/** The variables that scripts read for private repositories: `System.getenv("NEXUS_TOKEN")`. */
export function gradleSecrets(build: GradleBuild): readonly Mount[] {
  const names = new Set<string>()
  const scripts = [build.settings, ...[...build.projects.values()].map(({ script }) => script)]
  for (const script of scripts) {
    for (const statement of everything(script?.statements ?? [])) {
      if (!statement.tokens.some(({ text }) => /getenv$|environmentVariable$/.test(text))) continue
      for (const name of strings(statement))
        if (/^[A-Z][A-Z0-9_]*$/.test(name) && SECRET.test(name)) names.add(name)
    }
  }
  return [...names].sort().map((name) => ({ type: 'secret', id: name, env: name }))
}
