import semver from 'semver'
import { steps, type Stage, type Step } from '../../../image/steps.ts'
import { join, type FileView } from '../../../view/file-view.ts'
import type { BuildOptions, Plugin, Product } from '../project.ts'
import { productionFlag } from '../jhipster.ts'
import { shellPath } from '../shell-path.ts'
import { sourceCopies } from '../sources.ts'
import { beside } from './applied.ts'
import type { GradleBuild, GradleProject } from './build.ts'
import { INIT_SCRIPT, initScript } from './init-script.ts'
import { gradleSecrets } from './secrets.ts'
import { gradleImage, type GradleCommand } from './wrapper.ts'

const HOME = '/opt/gradle-home'

/** All that the stages are made from. */
export interface GradleFacts {
  readonly repository: FileView
  readonly build: GradleBuild
  readonly project: GradleProject
  readonly closure: readonly GradleProject[]
  readonly gradle: GradleCommand
  readonly war: boolean
  readonly plugin: (id: string) => Plugin | undefined
}

/** The stages `deps` and `build`: downloads in a layer of their own, then the product in /out. */
export function gradleStages(facts: GradleFacts, options: BuildOptions): readonly Stage[] {
  return [depsStage(facts, options), buildStage(facts, options)]
}

function depsStage(facts: GradleFacts, { product, version, request }: BuildOptions): Stage {
  const { gradle } = facts
  return {
    name: 'deps',
    base: gradleImage(gradle, version, request.baseRegistry),
    steps: steps(
      { kind: 'workdir', value: '/app' },
      { kind: 'env', values: { GRADLE_USER_HOME: HOME } },
      {
        kind: 'inline',
        why: [
          `Gradle has no task that ${product === 'thin' ? 'collects what an application runs with, nor one that ' : ''}only downloads.`,
        ],
        to: INIT_SCRIPT,
        lines: initScript(product === 'thin'),
      },
      ...scriptCopies(facts),
      {
        kind: 'run',
        why: ['Into the layer, so that a change of source alone downloads nothing, wherever it is built.'],
        commands: [
          `${gradle.command} ${uncached(facts)}--init-script ${INIT_SCRIPT} ${task(facts, 'downloadDependencies')}`,
        ],
        mounts: gradleSecrets(facts.build),
      },
    ),
  }
}

/** A task that resolves what it finds while it runs cannot be kept by the configuration cache, where that is switched on. */
function uncached({ build }: GradleFacts): string {
  const cached = build.properties.get('org.gradle.configuration-cache')?.value === 'true'
  return cached ? '--no-configuration-cache ' : ''
}

/** What Gradle is configured by: the scripts of all projects, as it reads each before it builds one. */
function scriptCopies({ repository, build }: GradleFacts): readonly Step[] {
  const { root, projects, included, settings } = build
  const inside = (path: string): string => (root === '' ? path : path.slice(root.length + 1))
  const own = projects.get(':')?.script
  const files = [
    ...['gradlew', 'gradle.properties']
      .map((name) => join(root, name))
      .filter((path) => repository.isFile(path)),
    ...[settings, own].flatMap((script) => (script === undefined ? [] : [script.file])),
  ]
  const folders = [join(root, 'gradle'), ...included].filter((path) => repository.isFolder(path))
  const others = [...projects.values()]
    .filter(({ path, script }) => path !== ':' && script !== undefined)
    .flatMap(({ script }) => script?.file ?? [])
  const more = [...new Set([...others, ...beside(repository, build)])].filter(
    (path) => !files.includes(path) && !folders.some((folder) => path.startsWith(`${folder}/`)),
  )
  const parents = [...new Set(more.map(parentOf))]
  return [
    { kind: 'copy', why: ['Only what decides the dependencies.'], sources: files, to: './' },
    ...folders.map((path) => ({ kind: 'copy', sources: [`${path}/`], to: `./${inside(path)}/` }) as const),
    ...parents.map(
      (parent) =>
        ({
          kind: 'copy',
          sources: more.filter((path) => parentOf(path) === parent),
          to: parent === root ? './' : `./${inside(parent)}/`,
        }) as const,
    ),
  ]
}

function parentOf(path: string): string {
  return path.split('/').slice(0, -1).join('/')
}

function buildStage(facts: GradleFacts, options: BuildOptions): Stage {
  const { build, closure, repository, project } = facts
  const scripts = [build.settings?.file, project.script?.file].flatMap(
    (file) => file?.split('/').slice(-1) ?? [],
  )
  return {
    name: 'build',
    base: 'deps',
    steps: steps(
      ...sourceCopies(
        repository,
        build.root,
        closure.map(({ folder }) => folder),
        ...scripts,
        'gradle.properties',
        'buildSrc',
      ),
      {
        kind: 'run',
        why: ['The cache begins as that layer, and keeps what plugins fetch only while they run.'],
        commands: [
          ...buildCommands(facts, options),
          ...collectCommands(facts, options.product),
          ...options.after,
        ],
        mounts: [
          { type: 'cache', target: HOME, from: 'deps', sharing: 'locked' },
          ...gradleSecrets(facts.build),
        ],
      },
    ),
  }
}

/** A command that was given builds; it does not know that libraries are collected, too. */
function buildCommands(facts: GradleFacts, { command, product }: BuildOptions): readonly string[] {
  if (command === undefined) return [buildCommand(facts, product)]
  return product === 'thin' ? [command, buildCommand(facts, product)] : [command]
}

/** The line that builds the application, without tests: those are the workflow's to run. */
export function buildCommand(facts: GradleFacts, product: Product): string {
  const { gradle, repository, build } = facts
  const production = productionFlag(repository, build.root)
  if (product !== 'thin') {
    return [gradle.command, production, task(facts, taskOf(facts, product))].filter(Boolean).join(' ')
  }
  return `${gradle.command} --init-script ${INIT_SCRIPT} ${task(facts, 'jar')} ${task(facts, 'copyDependencies')}`
}

function taskOf({ war, plugin }: GradleFacts, product: Product): string {
  switch (product) {
    case 'boot': {
      // Before 2 it was the archive of `assemble` that became executable.
      const version = semver.coerce(plugin('org.springframework.boot')?.version)
      if (version !== null && version.major < 2) return 'assemble'
      return war ? 'bootWar' : 'bootJar'
    }
    case 'quarkus':
    case 'quarkus-uber':
      return 'quarkusBuild'
    case 'uber':
      return plugin('io.ktor.plugin') === undefined ? 'shadowJar' : 'buildFatJar'
    case 'war':
      return 'war'
    case 'thin':
      return 'jar'
  }
}

function task({ project }: GradleFacts, name: string): string {
  return project.path === ':' ? `:${name}` : `${shellPath(project.path)}:${name}`
}

/** The project's folder below the one that Gradle runs in. */
export function placeOf({ build, project }: GradleFacts): string {
  return build.root === '' ? project.folder : project.folder.slice(build.root.length + 1)
}

function collectCommands(facts: GradleFacts, product: Product): readonly string[] {
  const output = shellPath(join(placeOf(facts), 'build'))
  switch (product) {
    case 'boot':
      return [
        'mkdir /out',
        `cp ${output}/libs/*.${facts.war ? 'war' : 'jar'} /out/app.${facts.war ? 'war' : 'jar'}`,
      ]
    case 'quarkus':
      return [`cp -R ${output}/quarkus-app /out`]
    case 'quarkus-uber':
      return ['mkdir /out', `cp ${output}/*-runner.jar /out/app.jar`]
    case 'uber':
      return ['mkdir /out', `cp ${output}/libs/*-all.jar /out/app.jar`]
    case 'thin':
      // Without libraries there is no folder for them either.
      return [
        `mkdir -p /out ${output}/dependencies`,
        `cp ${output}/libs/*.jar /out/app.jar`,
        `cp -R ${output}/dependencies /out/lib`,
      ]
    case 'war':
      return ['mkdir /out', `env -C /out jar -xf /app/${output}/libs/*.war`]
  }
}
