import type { Found } from '../../found.ts'
import { xmlChild, xmlChildren } from '../../parse/xml.ts'
import type { About } from '../../plan.ts'
import { appIn, join, type App } from '../../view/file-view.ts'
import type { JavaProject, Member, Plugin, Product } from '../project.ts'
import { dependencies, finalName, imports, plugin } from './model.ts'
import { lineage, outerParent, ownCoordinates, resolve, resolvedProperty, type Pom } from './pom.ts'
import { reactorFor, readReactor, type Reactor } from './reactor.ts'
import { mavenStages, packageCommand, placeOf, type MavenFacts } from './stages.ts'
import { mavenCommand } from './wrapper.ts'

/** The project of a pom.xml, or undefined where there is none. */
export function mavenProject(app: App): JavaProject | undefined {
  const reactor = readReactor(app)
  return reactor === undefined ? undefined : projectOf(app, reactor)
}

function projectOf(app: App, reactor: Reactor): JavaProject {
  const { pom, closure } = reactor
  const maven = mavenCommand(app.repository, reactor.root, pom.file)
  const own = ownCoordinates(pom)
  const packaging = resolve(pom, xmlChild(pom.project, 'packaging')?.text ?? 'jar')
  const facts: MavenFacts = {
    repository: app.repository,
    reactor,
    maven,
    artifact: own.artifact,
    finalName: finalName(pom, own.artifact).value,
    uber: uberJar(pom),
    plugin: (id) => plugin(pom, id),
    packaging,
    bootClassifier: plugin(pom, 'spring-boot-maven-plugin')?.setting('classifier')?.value,
  }
  return {
    tool: { ...maven.found, value: 'maven' },
    manifest: pom.file,
    about: aboutOf(pom),
    packaging,
    dependencies: closure.flatMap(dependencies),
    plugin: facts.plugin,
    platform: (group) => platformVersion(pom, group),
    releases: releases(pom),
    runsOn: undefined,
    mainClass: mainClass(pom),
    uber: facts.uber?.found,
    modules: closure
      .filter((one) => one === pom || isCode(one))
      .map(({ folder }) => appIn(app.repository, folder)),
    place: placeOf(reactor),
    command: (product: Product): Found<string> => ({
      value: packageCommand(facts, product),
      file: pom.file,
    }),
    stages: (options) => mavenStages(facts, options),
    scope: (folder) => scopeOf(app, reactor, folder),
    members: () => members(app, reactor),
    ignore: ['**/target'],
    warnings: [],
  }
}

function isCode(pom: Pom): boolean {
  return xmlChild(pom.project, 'packaging')?.text !== 'pom'
}

function aboutOf(pom: Pom): About {
  const text = (name: string): string | undefined => {
    const value = resolve(pom, xmlChild(pom.project, name)?.text ?? '')
    return value === '' || value.includes('${') ? undefined : value
  }
  const title = text('name') ?? text('artifactId')
  const description = text('description')
  const licenses = lineage(pom)
    .map(({ project }) =>
      xmlChildren(project, 'license', 'licenses').map((one) => xmlChild(one, 'name')?.text),
    )
    .find((names) => names.length > 0)
    ?.filter((name) => name !== undefined && name !== '')
    .join(', ')
  return {
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
    ...(licenses === undefined || licenses === '' ? {} : { licenses }),
  }
}

/** A framework's version: of a parent from outside, an imported bill of materials, or a managed plugin or artifact. */
function platformVersion(pom: Pom, group: string): string | undefined {
  const parent = outerParent(pom)
  if (parent?.group === group && parent.version !== '') return parent.version
  const known = [...imports(pom), ...dependencies(pom)].find(
    ({ name, version }) => name.startsWith(`${group}:`) && version !== '',
  )
  return known?.version
}

/** What decides the class files' release. Source: Maven Compiler Plugin, `release`, `source`, `target`. */
function releases(pom: Pom): readonly (Found<string> | undefined)[] {
  const compiler = plugin(pom, 'maven-compiler-plugin')
  const kotlin = plugin(pom, 'kotlin-maven-plugin')
  const parent = outerParent(pom)
  const candidates = [
    compiler?.setting('release'),
    resolvedProperty(pom, 'maven.compiler.release'),
    // Spring Boot's parent and Micronaut's make the compiler's release of these.
    resolvedProperty(pom, 'java.version'),
    resolvedProperty(pom, 'release.version'),
    resolvedProperty(pom, 'jdk.version'),
    compiler?.setting('target'),
    resolvedProperty(pom, 'maven.compiler.target'),
    compiler?.setting('source'),
    resolvedProperty(pom, 'maven.compiler.source'),
    kotlin?.setting('jvmTarget'),
    resolvedProperty(pom, 'kotlin.compiler.jvmTarget'),
    range(plugin(pom, 'maven-enforcer-plugin')?.setting('rules', 'requireJavaVersion', 'version')),
  ].filter((found) => found?.value.includes('${') !== true)
  if (candidates.some((found) => found !== undefined) || parent === undefined) return candidates
  return [oldParent(parent)]
}

// The enforcer takes a bare version for the lowest one.
function range(found: Found<string> | undefined): Found<string> | undefined {
  return found && /^[\d.]+$/.test(found.value) ? { ...found, value: `[${found.value},)` } : found
}

/** Spring Boot before 3 compiles for Java 8 unless told otherwise, and its early versions do not run on much later ones. */
function oldParent(parent: NonNullable<ReturnType<typeof outerParent>>): Found<string> | undefined {
  const old = parent.group === 'org.springframework.boot' && /^[12]\./.test(parent.version)
  return old
    ? { ...parent.found, value: '8', why: `the default of Spring Boot ${parent.version}` }
    : undefined
}

const MAIN_CLASS: readonly (readonly [string, ...string[]])[] = [
  ['maven-shade-plugin', 'transformers', 'transformer', 'mainClass'],
  ['maven-assembly-plugin', 'archive', 'manifest', 'mainClass'],
  ['maven-jar-plugin', 'archive', 'manifest', 'mainClass'],
  ['spring-boot-maven-plugin', 'mainClass'],
  ['exec-maven-plugin', 'mainClass'],
  ['appassembler-maven-plugin', 'programs', 'program', 'mainClass'],
  ['helidon-maven-plugin', 'mainClass'],
]

function mainClass(pom: Pom): Found<string> | undefined {
  const named = MAIN_CLASS.map(([id, ...path]) => plugin(pom, id)?.setting(...path))
  const properties = ['exec.mainClass', 'mainClass', 'main.class', 'main.verticle', 'start-class']
  const found = [...named, ...properties.map((name) => resolvedProperty(pom, name))]
  return found.find((one) => one !== undefined && !one.value.includes('${'))
}

/** The one archive with everything in it, by its name's ending. */
export interface UberJar {
  readonly found: Found<string>
  /** The goal that only managed plugins have to be told, or undefined where the lifecycle runs it. */
  readonly suffix: string
}

function uberJar(pom: Pom): UberJar | undefined {
  const shade = plugin(pom, 'maven-shade-plugin')
  if (shade?.goals.includes('shade')) {
    const attached = shade.setting('shadedArtifactAttached')?.value === 'true'
    const classifier = shade.setting('shadedClassifierName')?.value ?? 'shaded'
    return { found: shade.found, suffix: attached ? `-${classifier}` : '' }
  }
  const assembly = plugin(pom, 'maven-assembly-plugin')
  if (assembly && bindsAssembly(assembly)) return { found: assembly.found, suffix: assemblySuffix(assembly) }
  return micronautShade(pom)
}

function bindsAssembly(assembly: Plugin): boolean {
  return (
    assembly.goals.some((goal) => goal === 'single' || goal === 'assembly') &&
    assembly.setting('descriptorRefs', 'descriptorRef')?.value === 'jar-with-dependencies'
  )
}

function assemblySuffix(assembly: Plugin): string {
  return assembly.setting('appendAssemblyId')?.value === 'false' ? '' : '-jar-with-dependencies'
}

/** Micronaut's parent binds the shade plugin itself. */
function micronautShade(pom: Pom): UberJar | undefined {
  const parent = outerParent(pom)
  return parent?.artifact === 'micronaut-parent' ? { found: parent.found, suffix: '' } : undefined
}

/** What the build copies from outside a folder. */
function scopeOf(app: App, { root, poms, closure }: Reactor, folder: string): readonly string[] {
  const paths = [
    ...['.mvn', 'mvnw']
      .map((name) => join(root, name))
      .filter((path) => app.repository.isFile(path) || app.repository.isFolder(path)),
    ...poms.map(({ file }) => file),
    ...closure.filter((one) => one.folder !== root).map((one) => one.folder),
  ]
  const outside = paths.filter((path) => path !== folder && !path.startsWith(`${folder}/`))
  return folder === '' ? [] : [...new Set(outside)]
}

function members(app: App, reactor: Reactor): readonly Member[] {
  return reactor.poms
    .filter((pom) => pom !== reactor.pom && isCode(pom))
    .map((pom) => {
      const own = appIn(app.repository, pom.folder)
      return { app: own, project: projectOf(own, reactorFor(pom, reactor)) }
    })
}
