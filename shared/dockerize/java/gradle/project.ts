import type { App } from '../../view/file-view.ts'
import type { JavaProject } from '../project.ts'

/** The project of a Gradle build, or undefined where there is none. */
export function gradleProject(app: App): JavaProject | undefined {
  return app.files.isFile('build.gradle') ? undefined : undefined
}
