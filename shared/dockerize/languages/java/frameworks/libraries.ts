import { findDependency } from '../project.ts'
import { settledPort } from '../settings.ts'
import { plainArchive } from './archive.ts'
import type { JavaFramework } from './framework.ts'

/** Paths in the ways of the libraries, of servlets and of JAX-RS: the first group that is there. */
export const ROUTES =
  /(?:\.|\b)(?:get|createContext|handle|path|route|addServlet\w*)\(\s*"([\w/-]{2,40})"|@(?:Get|Path|RequestMapping|WebServlet)\(\s*(?:(?:value|urlPatterns|path)\s*=\s*)?\{?"([\w/-]{2,40})"/g

// The settings in application.yaml that some take their port from.
const SETTINGS: Readonly<Record<string, string>> = { ktor: 'ktor.deployment.port', helidon: 'server.port' }

/** A library that the application's own main method starts a server with. */
function library(name: string, defaultPort: number, ...dependencies: readonly string[]): JavaFramework {
  const framework: JavaFramework = {
    name,
    reveals: (project) => findDependency(project, ...dependencies)?.found,
    defaultPort,
    routes: ROUTES,
    shape: (context) => {
      const port = settledPort(context.configuration, SETTINGS[name] ?? '')?.found
      return { ...plainArchive(context, name), ...(port === undefined ? {} : { port }) }
    },
  }
  return framework
}

/** Those that people start with; the port is the one in each library's documentation. */
export const LIBRARIES: readonly JavaFramework[] = [
  library('ktor', 8080, 'io.ktor:ktor-server*'),
  library('helidon', 8080, 'io.helidon.webserver:*', 'io.helidon.microprofile*'),
  library('vertx', 8080, 'io.vertx:vertx-web*', 'io.vertx:vertx-core*'),
  library('javalin', 7070, 'io.javalin:javalin*'),
  library('spark', 4567, 'com.sparkjava:spark-core*'),
  library('http4k', 8080, 'org.http4k:http4k-server*', 'org.http4k:http4k-core*'),
  library('armeria', 8080, 'com.linecorp.armeria:armeria*'),
  library('ratpack', 5050, 'io.ratpack:ratpack-core*'),
  library('jooby', 8080, 'io.jooby:jooby*'),
  library('undertow', 8080, 'io.undertow:undertow-core*'),
  library(
    'jetty',
    8080,
    'org.eclipse.jetty:jetty-server*',
    'org.eclipse.jetty.ee*',
    'org.eclipse.jetty:jetty-servlet*',
  ),
  library('tomcat-embedded', 8080, 'org.apache.tomcat.embed:tomcat-embed-core*'),
  library('grizzly', 8080, 'org.glassfish.grizzly:*', 'org.glassfish.jersey.containers:*'),
  library('netty', 8080, 'io.netty:netty-all*', 'io.netty:netty-codec-http*', 'io.projectreactor.netty:*'),
]
