import { officialImage, steps, type Mount, type Stage, type Step } from '../../../image/steps.ts'
import { join, type FileView } from '../../../view/file-view.ts'
import type { BuildOptions, Plugin, Product } from '../project.ts'
import { productionFlag } from '../jhipster.ts'
import { shellPath } from '../shell-path.ts'
import { sourceCopies } from '../sources.ts'
import { outerParent } from './pom.ts'
import type { UberJar } from './archive.ts'
import type { Reactor } from './reactor.ts'
import { programs } from './programs.ts'
import { mavenSecrets } from './settings.ts'
import { batchOptions, type MavenCommand } from './wrapper.ts'

/** All that the stages are made from. */
export interface MavenFacts {
  readonly repository: FileView
  readonly reactor: Reactor
  readonly maven: MavenCommand
  readonly artifact: string
  /** Without the ending; a version in it is `*`. */
  readonly finalName: string
  readonly packaging: string
  readonly uber: UberJar | undefined
  readonly bootClassifier: string | undefined
  readonly plugin: (id: string) => Plugin | undefined
}

// Named with its version, so that the same plugin does it whatever Maven the image or the wrapper brings.
const DEPENDENCY_PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.9.0'
const COLLECT = [
  `${DEPENDENCY_PLUGIN}:copy-dependencies`,
  '-DincludeScope=runtime',
  '-DoutputDirectory=target/lib',
]
const CACHE = '/var/cache/maven'
const REPOSITORY = '/root/.m2/repository'

/** The stages `deps` and `build`: downloads in a layer of their own, then the product in /out. */
export function mavenStages(facts: MavenFacts, options: BuildOptions): readonly Stage[] {
  const secrets = mavenSecrets(facts.repository, facts.reactor.root, facts.reactor.poms)
  return [depsStage(facts, options, secrets), buildStage(facts, options, secrets)]
}

function depsStage(
  facts: MavenFacts,
  { product, version, request }: BuildOptions,
  secrets: readonly Mount[],
): Stage {
  const { maven, artifact } = facts
  const image = maven.image ? `maven:3-eclipse-temurin-${version}` : `eclipse-temurin:${version}-jdk`
  return {
    name: 'deps',
    base: officialImage(request.baseRegistry, image),
    steps: steps({ kind: 'workdir', value: '/app' }, ...pomCopies(facts), {
      kind: 'run',
      why: [
        'Into the layer, so that a change of source alone downloads nothing, wherever it is built; a cache beside it',
        'lets a changed pom.xml download only what is new.',
      ],
      commands: [
        `${call(facts)} -Dmaven.repo.local=${CACHE} ${[`${DEPENDENCY_PLUGIN}:go-offline`, ...offlineGoals(product)].join(' ')}`,
        'mkdir -p /root/.m2',
        `cp -R ${CACHE} ${REPOSITORY}`,
      ],
      mounts: [
        {
          type: 'cache',
          id: `maven-${artifact.replace(/[^\w.-]/g, '-')}`,
          target: CACHE,
          // Source: Maven's resolver, "Named Locks": by default they hold within one process only.
          sharing: 'locked',
        },
        ...secrets,
      ],
    }),
  }
}

/** Source: Quarkus' Maven plugin, go-offline: what it adds to the build is named in no pom.xml. */
function offlineGoals(product: Product): readonly string[] {
  return product === 'quarkus' || product === 'quarkus-uber' ? ['quarkus:go-offline'] : []
}

/** All poms of the reactor, as Maven reads each before it builds one; each in its folder. */
function pomCopies({ repository, reactor, maven }: MavenFacts): readonly Step[] {
  const { root, poms } = reactor
  const inside = (path: string): string => (root === '' ? path : path.slice(root.length + 1))
  const why = ['Only what decides the dependencies.']
  const wrapper = maven.image ? [] : ['mvnw']
  const settings = repository.isFolder(join(root, '.mvn'))
  const own = poms.filter(({ folder }) => folder === root).map(({ file }) => file)
  const copies: Step[] = [
    ...(settings ? [{ kind: 'copy', sources: [`${join(root, '.mvn')}/`], to: './.mvn/' } as const] : []),
    ...(own.length + wrapper.length > 0
      ? [{ kind: 'copy', sources: [...wrapper.map((name) => join(root, name)), ...own], to: './' } as const]
      : []),
    ...poms
      .filter(({ folder }) => folder !== root)
      .map(({ file, folder }) => ({ kind: 'copy', sources: [file], to: `./${inside(folder)}/` }) as const),
  ]
  return copies.map((copy, index) => (index === 0 ? { ...copy, why } : copy))
}

function buildStage(facts: MavenFacts, options: BuildOptions, secrets: readonly Mount[]): Stage {
  const { reactor, repository } = facts
  const folders = reactor.closure.map(({ folder }) => folder)
  return {
    name: 'build',
    base: 'deps',
    steps: steps(
      ...programs(facts, options.request),
      ...sourceCopies(repository, reactor.root, folders, 'pom.xml'),
      {
        kind: 'run',
        why: ['The cache begins as that layer, and keeps what plugins fetch only while they run.'],
        commands: [
          ...buildCommands(facts, options),
          ...collectCommands(facts, options.product),
          ...options.after,
        ],
        mounts: [{ type: 'cache', target: REPOSITORY, from: 'deps', sharing: 'locked' }, ...secrets],
      },
    ),
  }
}

/** A command that was given packages; it does not know that libraries are collected, too. */
function buildCommands(facts: MavenFacts, { command, product }: BuildOptions): readonly string[] {
  if (command === undefined) return [packageCommand(facts, product)]
  return product === 'thin' ? [command, [call(facts), ...COLLECT].join(' ')] : [command]
}

/** The line that packages the application, without tests: those are the workflow's to run. */
export function packageCommand(facts: MavenFacts, product: Product): string {
  const { plugin } = facts
  const skips = [
    ['maven-source-plugin', '-Dmaven.source.skip'],
    ['maven-javadoc-plugin', '-Dmaven.javadoc.skip'],
    // There is no .git in the build's context.
    ['git-commit-id-maven-plugin', '-Dmaven.gitcommitid.skip'],
    ['git-commit-id-plugin', '-Dmaven.gitcommitid.skip'],
  ].flatMap(([id = '', flag = '']) => (plugin(id) === undefined ? [] : [flag]))
  const thin = product === 'thin' ? COLLECT : []
  return [call(facts), 'package', ...thin, ...repackage(facts, product), '-DskipTests', ...skips].join(' ')
}

/** Only Spring Boot's own parent binds the goal by itself; told of several modules, it would be run on each. */
function repackage({ reactor, plugin }: MavenFacts, product: Product): readonly string[] {
  const bound =
    plugin('spring-boot-maven-plugin')?.goals.includes('repackage') === true ||
    outerParent(reactor.pom) !== undefined
  return product === 'boot' && !bound && placeOf(reactor) === '' ? ['spring-boot:repackage'] : []
}

function call({ maven, reactor, repository }: MavenFacts): string {
  const place = placeOf(reactor)
  const path = shellPath(place)
  const which = place === '' ? '' : reactor.listed ? `-pl ${path} -am` : `-f ${path}/pom.xml`
  return [maven.command, batchOptions(maven), productionFlag(repository, reactor.root), which]
    .filter(Boolean)
    .join(' ')
}

/** The module's folder below the one that Maven runs in; `''` where it is that folder. */
export function placeOf({ root, pom }: Reactor): string {
  return root === '' ? pom.folder : pom.folder.slice(root.length + 1)
}

function collectCommands(facts: MavenFacts, product: Product): readonly string[] {
  const target = shellPath(join(placeOf(facts.reactor), 'target'))
  const file = `${target}/${shellPath(facts.finalName)}`
  const ending = facts.packaging === 'war' ? 'war' : 'jar'
  const classifier = facts.bootClassifier === undefined ? '' : `-${shellPath(facts.bootClassifier)}`
  switch (product) {
    case 'boot':
      return ['mkdir /out', `cp ${file}${classifier}.${ending} /out/app.${ending}`]
    case 'quarkus':
      return [`cp -R ${target}/quarkus-app /out`]
    case 'quarkus-uber':
      return ['mkdir /out', `cp ${target}/*-runner.jar /out/app.jar`]
    case 'uber':
      return ['mkdir /out', `cp ${file}${shellPath(facts.uber?.suffix ?? '')}.jar /out/app.jar`]
    case 'thin':
      // Without libraries there is no folder for them either.
      return [`mkdir -p /out ${target}/lib`, `cp ${file}.jar /out/app.jar`, `cp -R ${target}/lib /out`]
    case 'war':
      return [`cp -R ${file}/ /out`]
  }
}
