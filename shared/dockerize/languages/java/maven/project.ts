import type { Found } from '../../../found.ts'
import { xmlChild, xmlChildren } from '../../../parse/xml.ts'
import type { About } from '../../../plan.ts'
import { appIn, join, type App } from '../../../view/file-view.ts'
import type { JavaProject, Member, Product } from '../project.ts'
import { mainClass, uberJar } from './archive.ts'
import { fileName } from '../shell-path.ts'
import { dependencies, finalName, imports, plugin } from './model.ts'
import { lineage, outerParent, ownCoordinates, resolve, type Pom } from './pom.ts'
import { reactorFor, readReactor, type Reactor } from './reactor.ts'
import { releases } from './releases.ts'
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
    finalName: fileName(finalName(pom, own.artifact)),
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
    // A package of the source may have that name, too.
    ignore: ['**/target', '!**/src/**/target'],
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
