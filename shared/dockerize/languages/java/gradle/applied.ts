import { posix } from 'node:path'
import { join, type FileView } from '../../../view/file-view.ts'
import type { GradleBuild, GradleProject } from './build.ts'
import { everything, nameOf, strings, type Script } from './script.ts'

const ROOT = /^\$\{?(?:project\.)?(?:rootDir|rootProject\.(?:projectDir|rootDir))\}?\/|^\$\{?projectDir\}?\//

/**
 * The scripts that one applies by a path, and that those apply: `apply from: 'versions.gradle'`, `apply(from = "$rootDir/x.gradle.kts")`.
 * Source: Gradle's user manual, "Using Plugins", Script plugins.
 */
export function appliedScripts(
  repository: FileView,
  build: GradleBuild,
  { folder }: GradleProject,
  script: Script,
): readonly string[] {
  return everything(script.statements)
    .filter(
      (statement) => nameOf(statement) === 'apply' && statement.tokens.some(({ text }) => text === 'from'),
    )
    .flatMap((statement) => strings(statement).slice(0, 1))
    .flatMap((text) => {
      const path = text.replace(ROOT, '')
      const folders = text === path || text.startsWith('$projectDir') ? [folder, build.root] : [build.root]
      return folders
        .map((one) => posix.normalize(join(one, path)))
        .filter((one) => repository.isFile(one))
        .slice(0, 1)
    })
}

const LOCKFILES = ['gradle.lockfile', 'buildscript-gradle.lockfile', 'settings-gradle.lockfile']

/** Files beside the scripts that decide what is downloaded. Source: Gradle's user manual, "Locking Versions". */
export function beside(repository: FileView, build: GradleBuild): readonly string[] {
  return [...build.projects.values()].flatMap((project) => [
    ...LOCKFILES.map((name) => join(project.folder, name)).filter((path) => repository.isFile(path)),
    ...(project.script === undefined ? [] : appliedScripts(repository, build, project, project.script)),
  ])
}
