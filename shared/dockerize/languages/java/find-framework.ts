import { fromInput, withValue, type Found } from '../../found.ts'
import type { JavaFramework } from './frameworks/framework.ts'
import { JAVA_FRAMEWORKS } from './frameworks/index.ts'
import { plain } from './frameworks/plain.ts'
import type { JavaProject } from './project.ts'

/** What a web application is called that a servlet container serves. */
export const WAR = 'tomcat'

/** The framework of a project, `framework` being absent for a war and for Java alone. */
export function findFramework(
  project: JavaProject,
  input: string | undefined,
): { readonly name: Found<string>; readonly framework: JavaFramework | undefined } {
  if (input !== undefined) {
    const framework = JAVA_FRAMEWORKS.find(({ name }) => name === input)
    return { framework, name: fromInput(input, 'framework') }
  }
  for (const framework of JAVA_FRAMEWORKS) {
    const origin = framework.reveals(project)
    if (origin === undefined) continue
    // A servlet container is for what does not bring its own.
    if (project.packaging === 'war' && !['spring-boot', 'quarkus'].includes(framework.name)) continue
    return { framework, name: withValue(origin, framework.name) }
  }
  if (project.packaging === 'war')
    return { framework: undefined, name: { value: WAR, file: project.manifest } }
  return { framework: undefined, name: { value: plain.name, why: 'no known framework' } }
}
