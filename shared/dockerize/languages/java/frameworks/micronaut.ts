import { findDependency } from '../project.ts'
import { settledPort } from '../settings.ts'
import type { JavaFramework } from './framework.ts'
import { plainArchive } from './archive.ts'

/** Micronaut: the archive that its parent's shade plugin makes, or the thin one with its libraries. */
export const micronaut: JavaFramework = {
  name: 'micronaut',
  reveals: (project) =>
    (
      project.plugin('micronaut-maven-plugin') ??
      project.plugin('io.micronaut.application') ??
      findDependency(project, 'io.micronaut:micronaut-http-server*')
    )?.found,
  defaultPort: 8080,
  routes: /@(?:Get|Controller)\(\s*(?:(?:value|uri)\s*=\s*)?"([\w/-]{2,40})"/g,
  shape: (context) => {
    const { configuration, project } = context
    const port = settledPort(configuration, 'micronaut.server.port')
    const management = findDependency(project, 'io.micronaut:micronaut-management')
    const path = configuration.get('micronaut.server.context-path')?.value ?? ''
    const base = configuration.get('endpoints.all.path')?.value ?? ''
    const parts = [path, base, 'health'].flatMap((part) => part.split('/')).filter(Boolean)
    return {
      ...plainArchive(context, micronaut.name),
      ...(port?.reads.includes('PORT') ? {} : { portVariable: 'MICRONAUT_SERVER_PORT' }),
      ...(port?.found === undefined ? {} : { port: port.found }),
      ...(management === undefined
        ? {}
        : {
            healthCheckPath: {
              ...management.found,
              value: `/${parts.join('/')}`,
              why: 'micronaut-management',
            },
          }),
    }
  },
}
