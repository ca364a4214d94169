import { UserError } from '../../errors.ts'
import { choose, fromInput, warningAt, withValue, type Found } from '../found.ts'
import { readHints } from '../hints/index.ts'
import type { Stage, Step } from '../image.ts'
import type { Plan, Provider, Request } from '../plan.ts'
import { endOfLifeWarning } from '../releases.ts'
import { healthPath } from '../routes.ts'
import type { App } from '../view/file-view.ts'
import { chooseMember, findProject, serves } from './choose.ts'
import { neededVariables, readConfiguration } from './configuration.ts'
import type { Context, JavaFramework, Shape } from './frameworks/framework.ts'
import { JAVA_FRAMEWORKS } from './frameworks/index.ts'
import { ROUTES } from './frameworks/libraries.ts'
import { plain } from './frameworks/plain.ts'
import { TOMCAT_COMMAND, tomcatLine, tomcatStage } from './frameworks/war.ts'
import { javaSources } from './main-class.ts'
import { sourcePort } from './port.ts'
import type { JavaProject, Product } from './project.ts'
import { JAVA_RELEASES } from './releases.ts'
import { runtimeStage } from './stages.ts'
import { givenStart, withPort, type Given } from './start.ts'
import { javaVersion } from './version.ts'

const WAR = 'tomcat'

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
  const given = line && shape && givenStart(line, archiveOf(shape))

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
  const build =
    overrides.buildCommand === undefined
      ? (hints.build ?? project.command(product))
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
      command: build.value,
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
      ...neededVariables(context.configuration),
    ],
  }
}

/** A framework that cannot tell its own start command is no reason to stop where one was given. */
function shapeOf(framework: JavaFramework, context: Context, line: Found<string> | undefined): Shape {
  try {
    return framework.shape(context)
  } catch (error) {
    if (!(error instanceof UserError) || line === undefined) throw error
    const copies: readonly Step[] = [
      { kind: 'copy', from: 'build', sources: ['/out/lib/'], to: './lib/' },
      { kind: 'copy', from: 'build', sources: ['/out/app.jar'], to: './' },
    ]
    return { product: 'thin', copies, arguments: withValue(line, []) }
  }
}

/** What a given start command's archive is called in the image. */
function archiveOf({ arguments: words }: Shape): string | undefined {
  const flag = words.value.indexOf('-jar')
  return flag === -1 ? undefined : words.value[flag + 1]
}

interface Final {
  readonly project: JavaProject
  readonly shape: Shape | undefined
  readonly given: Given | undefined
  readonly argv: readonly string[]
  readonly version: string
  readonly port: number
  readonly healthCheckPath: string
}

function finalStage(
  { project, shape, given, argv, version, port, healthCheckPath }: Final,
  request: Request,
): Stage {
  if (shape === undefined) {
    return tomcatStage({ tomcat: tomcatLine(project), version, port, healthCheckPath }, request)
  }
  // What starts from the folder that the build left gets that folder, as on the platform that the command is from.
  const built: Step = {
    kind: 'copy',
    why: ['The start command names what the build left where it left it.'],
    from: 'build',
    sources: [project.place === '' ? '/app' : `/app/${project.place}`],
    to: '.',
  }
  return runtimeStage(
    {
      version,
      copies: given?.needsBuild === true ? [built] : shape.copies,
      argv,
      env: { ...shape.env, ...given?.env },
      portVariable: shape.portVariable,
      port,
      healthCheckPath,
    },
    request,
  )
}

function findFramework(
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

/** Files whose paths stand for themselves: below a prefix of the class they do not. */
function routeFiles(app: App, files: readonly string[]): readonly string[] {
  const prefixed =
    /@(?:RequestMapping|Controller|Path)\(\s*(?:(?:value|path)\s*=\s*)?"\/?[\w/-]+"\s*\)[^;{]*\b(?:class|interface)\b/
  return files.filter((file) => !prefixed.test(app.files.head(file) ?? ''))
}

function unsupported(app: App): UserError {
  return new UserError(
    `${app.at('build.sbt')} is a build of sbt, as Scala and Play have it, and those are not supported.`,
    'Write a Dockerfile, for example with sbt-native-packager\'s "Docker / stage".',
  )
}
