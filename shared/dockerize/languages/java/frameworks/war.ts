import { officialImage, serving, steps, type Stage } from '../../../image/steps.ts'
import { takesLambda, type Request } from '../../../plan.ts'
import { bashProbe } from '../../../image/probe.ts'
import { findDependency, type JavaProject } from '../project.ts'
import { CREATE_USER, JVM_OPTIONS, USER } from '../stages.ts'

const HOME = '/usr/local/tomcat'

/** What catalina.sh becomes: it replaces itself by Java. */
export const TOMCAT_COMMAND = ['catalina.sh', 'run']

/** The line of Tomcat that has the Servlet version which the application is written for. Source: Tomcat's "Which version?". */
export function tomcatLine(project: JavaProject): string {
  const jakarta = findDependency(project, 'jakarta.servlet:*', 'jakarta.platform:*', 'jakarta.ws.rs:*')
  if (jakarta !== undefined) {
    const newest = jakarta.name.startsWith('jakarta.platform') ? /^1[1-9]/ : /^6\.[1-9]/
    if (jakarta.version.startsWith('5.') && jakarta.name.startsWith('jakarta.servlet')) return '10.1'
    return newest.test(jakarta.version) ? '11.0' : '10.1'
  }
  return findDependency(project, 'javax.servlet:*', 'javax:*', 'javax.servlet.jsp:*') === undefined
    ? '10.1'
    : '9.0'
}

/** Its classes may be older than the Java that Tomcat itself needs. Source: Tomcat's "Which version?". */
function runsOn(tomcat: string, version: string): string {
  const least = { '11.0': 17, '10.1': 11 }[tomcat] ?? 8
  return Number(version) < least ? String(least) : version
}

interface War {
  readonly tomcat: string
  readonly version: string
  readonly argv: readonly string[]
  readonly port: number
  readonly healthCheckPath: string
}

/** The final stage of a web application that needs a servlet container: Tomcat's official image, as another user. */
export function tomcatStage({ tomcat, version, argv, port, healthCheckPath }: War, request: Request): Stage {
  return {
    name: 'runtime',
    base: officialImage(request.baseRegistry, `tomcat:${tomcat}-jre${runsOn(tomcat, version)}-temurin`),
    steps: steps(
      { kind: 'workdir', value: HOME },
      CREATE_USER,
      {
        kind: 'run',
        why: [
          'It listens where PORT says, takes no shutdown command over the network, and writes nowhere but to /tmp.',
        ],
        commands: [
          // The backslash keeps the variable from looking like one of the shell's.
          `sed -i -e 's/port="8080"/port="$\\{PORT}"/' -e 's/port="8005"/port="-1"/' conf/server.xml`,
          'rm -rf logs temp work',
          'ln -s /tmp logs',
          'ln -s /tmp temp',
          'ln -s /tmp work',
          'mkdir -p conf/Catalina/localhost',
        ],
      },
      {
        kind: 'copy',
        why: ['Unpacked already, so that nothing has to be written where it is served from.'],
        from: 'build',
        sources: ['/out/'],
        to: `${HOME}/webapps/ROOT/`,
      },
      JVM_OPTIONS,
      ...serving({
        port,
        lambda: takesLambda(request, port),
        healthCheckPath,
        user: USER,
        probe: bashProbe(healthCheckPath),
        argv,
        env: {
          // Source: Tomcat's "System Properties": lets server.xml name variables of the environment.
          CATALINA_OPTS:
            '-Dorg.apache.tomcat.util.digester.PROPERTY_SOURCE=org.apache.tomcat.util.digester.EnvironmentPropertySource',
        },
      }),
    ),
  }
}
