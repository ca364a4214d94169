import { UserError } from '../../../errors.ts'
import { choose, fromInput, warningAt, withValue, type Found } from '../../found.ts'
import { readHints, serverBuild } from '../../hints/index.ts'
import type { Plan, Provider, Request } from '../../plan.ts'
import { endOfLifeWarning } from '../../decide/releases.ts'
import { healthPath } from '../../decide/routes.ts'
import type { App } from '../../view/file-view.ts'
import { chooseMember, findProject, serves } from './choose.ts'
import { neededVariables, readConfiguration } from './configuration.ts'
import { archiveOf, finalStage, shapeOf } from './final-stage.ts'
import { findFramework, WAR } from './find-framework.ts'
import type { Context } from './frameworks/framework.ts'
import { JAVA_FRAMEWORKS } from './frameworks/index.ts'
import { ROUTES } from './frameworks/libraries.ts'
import { plain } from './frameworks/plain.ts'
import { TOMCAT_COMMAND } from './frameworks/war.ts'
import { javaSources } from './main-class.ts'
import { sourcePort } from './port.ts'
import type { Product } from './project.ts'
import { JAVA_RELEASES } from './releases.ts'
import { givenStart, withPort } from './start.ts'
import { javaVersion } from './version.ts'

/** Applications with a pom.xml or a Gradle build: Java and Kotlin. */
export const java: Provider = {
  language: 'java',
  frameworks: [...JAVA_FRAMEWORKS.map(({ name }) => name), WAR, plain.name],
  lookedFor: 'pom.xml, build.gradle, build.gradle.kts',
  detect: (app) => {
    const project = findProject(app)
    if (project === undefined) return app.files.isFile('build.sbt') ? 'helper' : undefined
    return serves({ app, project }) ? 'application' : 'helper'
  },
  plan: planJava,
}

function planJava(app: App, request: Request): Plan {
  const found = findProject(app)
  if (found === undefined) throw unsupported(app)
  const { app: module, project } = chooseMember(app, found)
  const { overrides } = request
  const version = javaVersion(module, project, overrides.version)
  const ended = endOfLifeWarning('Java', version.value, JAVA_RELEASES, request.now)
  const { name, framework } = findFramework(project, overrides.framework)
  const files = javaSources(module)
  const context: Context = {
    project,
    app: module,
    files,
    configuration: readConfiguration(module),
    version: version.value,
  }
  // Told of the folder that was named, whichever of its modules it is.
  const hints = readHints(app)
  const line =
    overrides.runCommand === undefined ? hints.start : fromInput(overrides.runCommand, 'run-command')
  const shape = name.value === WAR ? undefined : shapeOf(framework ?? plain, context, line)
  const input = overrides.runCommand !== undefined
  const given =
    line && (shape !== undefined || input) ? givenStart(line, shape && archiveOf(shape)) : undefined

  const port = choose<number>([
    overrides.port === undefined ? undefined : fromInput(overrides.port, 'port'),
    given?.port === undefined ? undefined : withValue(given.run, given.port),
    hints.port,
    shape?.port,
    sourcePort(module, files),
  ]) ?? { value: framework?.defaultPort ?? plain.defaultPort, why: `the default of ${name.value}` }
  const healthCheckPath = choose<string>([
    overrides.healthCheckPath === undefined
      ? undefined
      : fromInput(overrides.healthCheckPath, 'health-check-path'),
    hints.healthCheckPath,
    shape?.healthCheckPath,
    healthPath(module, routeFiles(module, files), framework?.routes ?? ROUTES),
  ]) ?? { value: '/', why: 'no health path in the source' }

  const product: Product = shape?.product ?? 'war'
  const hinted = serverBuild(hints)
  const build =
    overrides.buildCommand === undefined
      ? (hinted ?? project.command(product))
      : fromInput(overrides.buildCommand, 'build-command')
  const run: Found<readonly string[]> =
    given?.run ??
    (shape === undefined
      ? { ...name, value: TOMCAT_COMMAND }
      : withValue(shape.arguments, ['java', ...shape.arguments.value]))
  const argv = withPort(run.value, port.value)
  const stages = [
    ...project.stages({
      product,
      version: version.value,
      command: overrides.buildCommand ?? hinted?.value,
      after: shape?.after ?? [],
      request,
    }),
    finalStage(
      {
        project,
        shape,
        given,
        argv,
        version: version.value,
        port: port.value,
        healthCheckPath: healthCheckPath.value,
      },
      request,
    ),
  ]
  return {
    language: { value: 'java', file: project.manifest },
    framework: name,
    version,
    packageManager: project.tool,
    buildCommand: build,
    runCommand: withValue(run, argv),
    port,
    healthCheckPath,
    stages,
    about: project.about,
    scope: project.scope(app.folder),
    ignore: project.ignore,
    warnings: [
      ...(ended === undefined ? [] : [warningAt(version, ended)]),
      ...project.warnings,
      ...(shape?.warnings ?? []),
      ...hints.warnings,
      ...(line !== undefined && given === undefined
        ? [warningAt(line, `"${line.value}" is left out: Tomcat serves the web application.`)]
        : []),
      ...neededVariables(context.configuration),
    ],
  }
}

/** Files whose paths stand for themselves: below a prefix of the class they do not. */
function routeFiles(app: App, files: readonly string[]): readonly string[] {
  const prefixed =
    /@(?:RequestMapping|Controller|Path)\(\s*(?:(?:value|path)\s*=\s*)?"\/?[\w/-]+"\s*\)[^;{]*\b(?:class|interface)\b/
  // Ktor's and Javalin's blocks: their routes are below the path that begins them.
  const block = /\b(?:route|path)\(\s*"\/?\w[\w/-]*"\s*(?:\)\s*\{|,\s*(?:\(\)\s*->|\{))/
  const below = /@ApplicationPath\(\s*"\/?\w/
  if (files.some((file) => below.test(app.files.head(file) ?? ''))) return []
  return files.filter((file) => {
    const text = app.files.head(file) ?? ''
    return !prefixed.test(text) && !block.test(text)
  })
}

function unsupported(app: App): UserError {
  return new UserError(
    `${app.at('build.sbt')} is a build of sbt, as Scala and Play have it, and those are not supported.`,
    'Write a Dockerfile, for example with sbt-native-packager\'s "Docker / stage".',
  )
}
