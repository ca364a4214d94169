import { withValue, type Found } from '../../../found.ts'
import type { Step } from '../../../image/steps.ts'
import { findDependency } from '../project.ts'
import { settledPort } from '../settings.ts'
import type { Context, JavaFramework } from './framework.ts'

const LOG_MANAGER = '-Djava.util.logging.manager=org.jboss.logmanager.LogManager'

/** Quarkus: its folder of libraries and generated classes, or the one archive that it is set to make. */
export const quarkus: JavaFramework = {
  name: 'quarkus',
  reveals: (project) => (project.plugin('quarkus-maven-plugin') ?? project.plugin('io.quarkus'))?.found,
  defaultPort: 8080,
  routes: /@Path\(\s*"([\w/-]{2,40})"/g,
  shape: (context) => {
    const { configuration } = context
    const port = settledPort(configuration, 'quarkus.http.port')
    const health = healthPath(context)
    const origin = quarkus.reveals(context.project) ?? { value: '' }
    const type = (configuration.get('quarkus.package.jar.type') ?? configuration.get('quarkus.package.type'))
      ?.value
    const uber = type === 'uber-jar'
    return {
      product: uber ? 'quarkus-uber' : 'quarkus',
      // Source: Quarkus' own src/main/docker/Dockerfile.jvm.
      copies: uber
        ? [{ kind: 'copy', from: 'build', sources: ['/out/app.jar'], to: './' }]
        : layers(['lib', 'app', 'quarkus']),
      arguments: withValue(origin, [LOG_MANAGER, '-jar', uber ? 'app.jar' : 'quarkus-run.jar']),
      env: { QUARKUS_HTTP_HOST: '0.0.0.0' },
      ...(port?.reads.includes('PORT') ? {} : { portVariable: 'QUARKUS_HTTP_PORT' }),
      ...(port?.found === undefined ? {} : { port: port.found }),
      ...(health === undefined ? {} : { healthCheckPath: health }),
    }
  },
}

function layers(folders: readonly string[]): readonly Step[] {
  const copies = folders.map((folder): Step => ({
    kind: 'copy',
    from: 'build',
    sources: [`/out/${folder}/`],
    to: `./${folder}/`,
  }))
  return [
    {
      kind: 'copy',
      why: ['What changes least comes first, so that a new version moves its own classes alone.'],
      from: 'build',
      sources: ['/out/lib/'],
      to: './lib/',
    },
    ...copies.slice(1),
    { kind: 'copy', from: 'build', sources: ['/out/*.jar'], to: './' },
  ]
}

/** Source: Quarkus' guide "SmallRye Health": `/q/health`, with both roots to be set. */
function healthPath({ project, configuration }: Context): Found<string> | undefined {
  const health = findDependency(project, 'io.quarkus:quarkus-smallrye-health')
  if (health === undefined || configuration.get('quarkus.management.enabled')?.value === 'true')
    return undefined
  const root = configuration.get('quarkus.http.root-path')?.value ?? '/'
  const inner = configuration.get('quarkus.http.non-application-root-path')?.value ?? 'q'
  const own = configuration.get('quarkus.smallrye-health.root-path')?.value ?? 'health'
  const path = [own, inner, root].reduce((below, above) =>
    below.startsWith('/') ? below : `${above}/${below}`,
  )
  const parts = path.split('/').filter(Boolean)
  return { ...health.found, value: `/${parts.join('/')}/ready`, why: 'SmallRye Health' }
}
