import { appIn, type App } from '../../../view/file-view.ts'
import type { Found } from '../../../found.ts'
import { readProperties } from '../../../parse/properties.ts'
import type { JavaProject, Member, Plugin } from '../project.ts'
import { beside } from './applied.ts'
import { readBuild, rootName, type GradleBuild, type GradleProject } from './build.ts'
import { dependencies } from './dependencies.ts'
import { partsOf, plugins, variable, type Part } from './model.ts'
import { releases } from './releases.ts'
import { blocks, everything, settings, strings, valueOf } from './script.ts'
import { buildCommand, gradleStages, placeOf, type GradleFacts } from './stages.ts'
import { gradleCommand, gradleRunsOn } from './wrapper.ts'

/** Source: Gradle's user manual, "Gradle Daemon", Daemon JVM criteria. */
const DAEMON = 'gradle/gradle-daemon-jvm.properties'
const SHADOW = ['com.gradleup.shadow', 'com.github.johnrengelman.shadow', 'io.ktor.plugin']

/** The project of a Gradle build, or undefined where there is none. */
export function gradleProject(app: App): JavaProject | undefined {
  const build = readBuild(app)
  const project = build && [...build.projects.values()].find(({ folder }) => folder === app.folder)
  return build === undefined || project === undefined ? undefined : projectOf(app, build, project)
}

function projectOf(app: App, build: GradleBuild, project: GradleProject): JavaProject {
  const parts = partsOf(app.repository, build, project)
  const applied = plugins(build, parts)
  const closure = closureOf(app, build, project)
  const script = project.script?.file ?? build.settings?.file ?? app.at('build.gradle')
  const gradle = gradleCommand(app.repository, build.root, script)
  const external = closure.flatMap((one) => dependencies(build, partsOf(app.repository, build, one)).external)
  const plugin = (id: string): Plugin | undefined => {
    const one = applied.find((other) => other.id === id)
    return one && { found: one.found, version: one.version, goals: [], setting: bootSetting(parts) }
  }
  const war = plugin('war') !== undefined
  const shadow = applied.find(({ id }) => SHADOW.includes(id))
  const daemon = readProperties(appIn(app.repository, build.root), DAEMON).get('toolchainVersion')
  const facts: GradleFacts = { repository: app.repository, build, project, closure, gradle, war, plugin }
  return {
    tool: { ...gradle.found, value: 'gradle' },
    manifest: script,
    about: aboutOf(build, project, parts),
    packaging: war ? 'war' : project.script === undefined ? 'pom' : 'jar',
    dependencies: external,
    plugin,
    platform: (group) =>
      external.find(({ name, version }) => name.startsWith(`${group}:`) && version !== '')?.version,
    releases: [...releases(build, parts), daemon],
    runsOn: gradleRunsOn(gradle.version),
    mainClass: mainClass(build, parts),
    uber: shadow?.found,
    modules: closure.map(({ folder }) => appIn(app.repository, folder)),
    place: placeOf(facts),
    command: (product): Found<string> => ({ value: buildCommand(facts, product), file: script }),
    stages: (options) => gradleStages(facts, options),
    scope: (folder) => scopeOf(facts, folder),
    members: () => members(app, build, project),
    // A package of the source may be called build, too. The image has one JDK, and Gradle would look for the one that this file names, or fetch it.
    ignore: ['**/build', '!**/src/**/build', '**/.gradle', ...(daemon === undefined ? [] : [`**/${DAEMON}`])],
    warnings: [],
  }
}

/**
 * What Spring Boot's archive is set to, under the names that its Maven plugin has. Layers of the build's own are none that
 * are known, so that the archive stays whole.
 */
function bootSetting(parts: readonly Part[]): Plugin['setting'] {
  return (...path) => {
    const name = path.join('.')
    for (const { script, statements } of parts) {
      const inside = blocks(statements, 'bootJar').concat(
        statements.filter(({ tokens }) =>
          tokens.some(({ text }) => text === 'bootJar' || text === 'BootJar'),
        ),
      )
      for (const { tokens, line } of everything(inside)) {
        const word = tokens[0]?.text
        if (name === 'executable' && word === 'launchScript')
          return { value: 'true', file: script.file, line }
        const off =
          word === 'layerOrder' || (word === 'enabled' && tokens.some(({ text }) => text === 'false'))
        if (name === 'layers.enabled' && off) return { value: 'false', file: script.file, line }
      }
    }
    return undefined
  }
}

/** The project and those of the build that it depends on. */
function closureOf(app: App, build: GradleBuild, project: GradleProject): readonly GradleProject[] {
  const closure = new Set<GradleProject>([project])
  for (const one of closure) {
    for (const path of dependencies(build, partsOf(app.repository, build, one)).projects) {
      const other = build.projects.get(path.startsWith(':') ? path : `:${path}`)
      if (other !== undefined) closure.add(other)
    }
  }
  return [...closure]
}

function members(app: App, build: GradleBuild, project: GradleProject): readonly Member[] {
  return [...build.projects.values()]
    .filter((one) => one !== project && one.script !== undefined)
    .map((one) => {
      const own = appIn(app.repository, one.folder)
      return { app: own, project: projectOf(own, build, one) }
    })
}

function aboutOf(build: GradleBuild, project: GradleProject, parts: readonly Part[]): JavaProject['about'] {
  const title = project.path === ':' ? rootName(build)?.value : project.path.split(':').at(-1)
  const [own] = parts
  const statement = own && settings(own.statements, ['description'])[0]
  const description = statement && strings(statement)[0]
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined || description.includes('$') ? {} : { description }),
  }
}

const MAIN_CLASS: readonly (readonly string[])[] = [
  ['application', 'mainClass'],
  ['application', 'mainClassName'],
  ['mainClassName'],
  ['springBoot', 'mainClass'],
]

function mainClass(build: GradleBuild, parts: readonly Part[]): Found<string> | undefined {
  for (const path of MAIN_CLASS) {
    for (const { script, statements } of parts) {
      const [statement] = settings(statements, path)
      const found = statement && valueOf(script, statement)
      if (found === undefined) continue
      const value = /^[\w.$]+$/.test(found.value)
        ? (variable(build, found.value) ?? found.value)
        : found.value
      if (/^[\w$]+(?:\.[\w$]+)*$/.test(value)) return { ...found, value }
    }
  }
  return manifestClass(parts)
}

/** `attributes 'Main-Class': 'x'` in Groovy, `attributes["Main-Class"] = "x"` in Kotlin. */
function manifestClass(parts: readonly Part[]): Found<string> | undefined {
  for (const { script, statements } of parts) {
    const tokens = statementsOf(statements)
    const at = tokens.findIndex(({ kind, text }) => kind === 'string' && text === 'Main-Class')
    const value = tokens.slice(at + 1).find(({ kind }) => kind === 'string')
    if (at !== -1 && value !== undefined) return { value: value.text, file: script.file, line: value.line }
  }
  return undefined
}

function statementsOf(statements: Part['statements']): Part['statements'][number]['tokens'] {
  return statements.flatMap(({ tokens, block }) => [...tokens, ...statementsOf(block ?? [])])
}

/** What the build copies from outside a folder. */
function scopeOf({ repository, build, closure }: GradleFacts, folder: string): readonly string[] {
  const root = appIn(repository, build.root)
  const names = ['gradlew', 'gradle', 'gradle.properties'].filter(
    (name) => root.files.isFile(name) || root.files.isFolder(name),
  )
  const scripts = [build.settings, ...[...build.projects.values()].map(({ script }) => script)]
  const paths = [
    ...names.map(root.at),
    ...scripts.flatMap((script) => (script === undefined ? [] : [script.file])),
    ...beside(repository, build),
    ...build.included,
    ...closure.filter((one) => one.folder !== build.root).map((one) => one.folder),
  ]
  const outside = paths.filter((path) => path !== folder && !path.startsWith(`${folder}/`))
  return folder === '' ? [] : [...new Set(outside)]
}
