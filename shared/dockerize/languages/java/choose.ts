import { UserError } from '../../../errors.ts'
import { readHints } from '../../hints/index.ts'
import type { App } from '../../view/file-view.ts'
import { JAVA_FRAMEWORKS } from './frameworks/index.ts'
import { listens } from './frameworks/plain.ts'
import { gradleProject } from './gradle/project.ts'
import { javaSources, mainClasses } from './main-class.ts'
import { mavenProject } from './maven/project.ts'
import type { JavaProject, Member } from './project.ts'

/** The project in a folder: Maven's, or Gradle's where that alone has its wrapper. */
export function findProject(app: App): JavaProject | undefined {
  const gradleFirst = app.files.isFile('gradlew') && !app.files.isFile('mvnw')
  return gradleFirst ? (gradleProject(app) ?? mavenProject(app)) : (mavenProject(app) ?? gradleProject(app))
}

/** Whether a project can be started and serves: a library or a tool of the build cannot. */
export function serves({ app, project }: Member): boolean {
  if (readHints(app).start !== undefined) return true
  if (project.packaging === 'pom') return false
  if (project.packaging === 'war') return true
  const framework = JAVA_FRAMEWORKS.find(({ reveals }) => reveals(project) !== undefined)
  if (framework?.name === 'quarkus') return true
  if (framework !== undefined && project.mainClass !== undefined) return true
  const files = javaSources(app)
  if (mainClasses(app, files).length === 0) return false
  return framework !== undefined || listens(app, files)
}

/**
 * The project itself, or the one of its modules that serves, or at least starts. Throws a UserError where there are
 * several.
 */
export function chooseMember(app: App, project: JavaProject): Member {
  const own = { app, project }
  const members = project.members()
  if (members.length === 0 || (project.packaging !== 'pom' && serves(own))) return own
  const started = readHints(app).start?.value ?? ''
  const named = members.find(({ app: { folder } }) =>
    namesOutput(started, folder.slice(app.folder.length).replace(/^\//, '')),
  )
  if (named !== undefined) return named
  const serving = members.filter(serves)
  const running = serving.length > 0 ? serving : members.filter(starts)
  const [only, ...others] = running
  if (only === undefined) return own
  if (others.length === 0) return only
  throw new UserError(
    `${app.at('') || 'The repository'} has several applications: ${running.map((one) => one.app.folder).join(', ')}.`,
    `Set the input "root-directory" to one of them, for example to ${only.app.folder}.`,
  )
}

/** `java -jar web/target/web-1.0.jar` starts what the module web makes. */
function namesOutput(line: string, folder: string): boolean {
  return folder !== '' && [`${folder}/target/`, `${folder}/build/`].some((path) => line.includes(path))
}

function starts({ app, project }: Member): boolean {
  return project.mainClass !== undefined || mainClasses(app, javaSources(app)).length > 0
}
