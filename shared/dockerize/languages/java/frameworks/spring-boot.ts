import semver from 'semver'
import { withValue, type Found } from '../../../found.ts'
import type { Step } from '../../../image/steps.ts'
import { parseXml, xmlChildren } from '../../../parse/xml.ts'
import { placeholder, type Configuration } from '../configuration.ts'
import { findDependency, type JavaProject, type Plugin } from '../project.ts'
import { settledPort } from '../settings.ts'
import { plainArchive } from './archive.ts'
import type { Context, JavaFramework, Shape } from './framework.ts'

const GROUP = 'org.springframework.boot'
// What the archive's layers are called unless its build says otherwise. Source: Spring Boot's reference, "Layers Index".
const LAYERS = ['dependencies', 'spring-boot-loader', 'snapshot-dependencies', 'application']

/** Spring Boot: its executable archive, unpacked into layers of which a change of source touches only the last. */
export const springBoot: JavaFramework = {
  name: 'spring-boot',
  reveals: (project) =>
    // A war that its plugin does not make executable is for a servlet container.
    (
      executable(project) ??
      (project.packaging === 'war' ? undefined : findDependency(project, `${GROUP}:spring-boot-starter*`))
    )?.found,
  defaultPort: 8080,
  routes: /@(?:Get|Request)Mapping\(\s*(?:(?:value|path)\s*=\s*)?\{?\s*["']([\w/-]{2,40})["']/g,
  shape: (context) => {
    const port = settledPort(context.configuration, 'server.port')
    const health = actuatorPath(context)
    return {
      ...archive(context),
      ...(port?.reads.includes('PORT') ? {} : { portVariable: 'SERVER_PORT' }),
      ...(port?.found === undefined ? {} : { port: port.found }),
      ...(health === undefined ? {} : { healthCheckPath: health }),
    }
  },
}

/** The plugin, where it makes the archive executable. Source: Spring Boot's Maven plugin, repackage, `skip`. */
function executable(project: JavaProject): Plugin | undefined {
  const plugin = pluginOf(project)
  const skipped = plugin?.setting('skip')?.value === 'true'
  return skipped && project.packaging === 'war' ? undefined : plugin
}

function pluginOf(project: JavaProject): Plugin | undefined {
  return project.plugin('spring-boot-maven-plugin') ?? project.plugin(GROUP) ?? project.plugin('spring-boot')
}

function archive(context: Context): Pick<Shape, 'product' | 'after' | 'copies' | 'arguments'> {
  const { project } = context
  const plugin = pluginOf(project)
  // Without its plugin nothing makes an executable archive.
  if (plugin === undefined && project.packaging !== 'war') return plainArchive(context, springBoot.name)
  const version = versionOf(project)
  const origin = springBoot.reveals(project) ?? { value: '' }
  const file = project.packaging === 'war' ? 'app.war' : 'app.jar'
  // A script before the archive, or no index of the layers in it, and it cannot be taken apart.
  const whole =
    plugin?.setting('executable')?.value === 'true' || plugin?.setting('layers', 'enabled')?.value === 'false'
  if (project.packaging === 'war' || whole || semver.lt(version, '2.4.0')) {
    return {
      product: 'boot',
      copies: [{ kind: 'copy', from: 'build', sources: [`/out/${file}`], to: './' }],
      arguments: withValue(origin, ['-jar', file]),
    }
  }
  const copies = layersOf(context).map((layer, index): Step => ({
    kind: 'copy',
    ...(index === 0
      ? { why: ['What changes least comes first, so that a new version moves its own classes alone.'] }
      : {}),
    from: 'build',
    sources: [`/out/layers/${layer}/`],
    to: './',
  }))
  // Source: Spring Boot's reference, "Dockerfiles" and the release notes of 3.3 and 3.2.
  if (semver.gte(version, '3.3.0')) {
    return {
      product: 'boot',
      after: ['java -Djarmode=tools -jar /out/app.jar extract --layers --destination /out/layers'],
      copies,
      arguments: withValue(origin, ['-jar', 'app.jar']),
    }
  }
  const launcher = semver.gte(version, '3.2.0') ? 'loader.launch' : 'loader'
  return {
    product: 'boot',
    after: ['java -Djarmode=layertools -jar /out/app.jar extract --destination /out/layers'],
    copies,
    arguments: withValue(origin, [`${GROUP}.${launcher}.JarLauncher`]),
  }
}

/** A file of the build may name the layers. Source: Spring Boot's Maven plugin, "Layered Jar or War", layers.xml. */
function layersOf({ project, app }: Context): readonly string[] {
  const setting = pluginOf(project)?.setting('layers', 'configuration')?.value
  const path = setting?.replace(/^\$\{(?:project\.)?basedir\}\/?|^\.\//, '')
  const text = path === undefined ? undefined : app.files.text(path)
  if (path === undefined || text === undefined) return LAYERS
  return xmlChildren(parseXml(app.at(path), text), 'layer', 'layerOrder').map((layer) => layer.text)
}

/** Undetermined, it is a current one: old versions are named where they are used. */
function versionOf(project: JavaProject): string {
  const text = project.platform(GROUP) ?? pluginOf(project)?.version ?? ''
  return semver.coerce(text)?.version ?? '4.0.0'
}

/** Source: Spring Boot's reference, "Endpoints"; since 4.0 the probes are there unless they are switched off. */
function actuatorPath({ project, app, files, configuration }: Context): Found<string> | undefined {
  const actuator = findDependency(
    project,
    `${GROUP}:spring-boot-starter-actuator`,
    `${GROUP}:spring-boot-actuator*`,
  )
  if (actuator === undefined) return undefined
  const text = (key: string): string | undefined => {
    const value = configuration.get(key)?.value
    return value === undefined ? undefined : placeholder(value).value
  }
  const own = text('management.server.port')
  if (own !== undefined && own !== text('server.port')) return undefined
  if (text('management.endpoint.health.enabled') === 'false' || hides(configuration)) return undefined
  if (guarded({ project, app, files })) return undefined
  const context = text('server.servlet.context-path') ?? text('spring.webflux.base-path') ?? ''
  // Before 2 the endpoints were at the top.
  const old = semver.lt(versionOf(project), '2.0.0')
  const base =
    text(old ? 'management.context-path' : 'management.endpoints.web.base-path') ?? (old ? '' : '/actuator')
  const health = text('management.endpoints.web.path-mapping.health') ?? 'health'
  const probes = text('management.endpoint.health.probes.enabled') ?? text('management.health.probes.enabled')
  const ready = probes === 'true' || (probes === undefined && semver.gte(versionOf(project), '4.0.0'))
  const path = [context, base, health, ready ? 'readiness' : '']
    .flatMap((part) => part.split('/'))
    .filter(Boolean)
  return { ...actuator.found, value: `/${path.join('/')}`, why: 'the actuator' }
}

function hides(configuration: Configuration): boolean {
  const included = configuration.get('management.endpoints.web.exposure.include')?.value
  const excluded = configuration.get('management.endpoints.web.exposure.exclude')?.value ?? ''
  const names = included?.split(',').map((name) => name.trim()) ?? ['health']
  return (
    !(names.includes('*') || names.includes('health')) || /(?:^|,)\s*(?:health|\*)\s*(?:,|$)/.test(excluded)
  )
}

/** A filter chain of the application's own closes every path that it does not name. */
function guarded({ project, app, files }: Pick<Context, 'project' | 'app' | 'files'>): boolean {
  if (
    findDependency(project, `${GROUP}:spring-boot-starter-security*`, 'org.springframework.security:*') ===
    undefined
  ) {
    return false
  }
  const chains = files
    .map((file) => app.files.head(file) ?? '')
    .filter((text) => /\bSecurity(?:Web)?FilterChain\b|\bWebSecurityConfigurerAdapter\b/.test(text))
  return chains.length > 0 && !chains.some((text) => /actuator|EndpointRequest|\bhealth\b/i.test(text))
}
