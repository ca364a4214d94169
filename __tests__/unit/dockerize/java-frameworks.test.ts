import { describe, expect, it } from 'vitest'
import { actuator, bootFiles, bootParent, dependency, plainFiles, plugin, pom } from './java-files.ts'
import { errorOf, planFor, type Planned } from './memory-view.ts'

const RESOURCES = 'src/main/resources'

describe('Spring Boot', () => {
  it.each([
    ['4.0.7', '-Djarmode=tools -jar /out/app.jar extract --layers', ['java', '-jar', 'app.jar']],
    ['3.3.0', '-Djarmode=tools -jar /out/app.jar extract --layers', ['java', '-jar', 'app.jar']],
    ['3.2.5', '-Djarmode=layertools', ['java', 'org.springframework.boot.loader.launch.JarLauncher']],
    ['2.7.18', '-Djarmode=layertools', ['java', 'org.springframework.boot.loader.JarLauncher']],
    ['2.3.4.RELEASE', 'cp target/shop-*.jar /out/app.jar', ['java', '-jar', 'app.jar']],
  ])('%s is unpacked as that version can', (version, line, argv) => {
    const { dockerfile, runCommand } = planFor(bootFiles(version))
    expect(dockerfile).toContain(line)
    expect(runCommand.value).toEqual(argv)
  })

  it('copies what changes least first', () => {
    const { dockerfile } = planFor(bootFiles())
    const order = ['dependencies', 'spring-boot-loader', 'snapshot-dependencies', 'application'].map(
      (layer) => dockerfile.indexOf(`COPY --from=build /out/layers/${layer}/ ./`),
    )
    expect(order).toEqual([...order].sort((one, other) => one - other))
    expect(order[0]).toBeGreaterThan(0)
  })

  it('before 3 compiles for Java 8 unless told otherwise', () => {
    expect(planFor(bootFiles('2.7.18')).version).toMatchObject({ value: '8', file: 'pom.xml' })
    expect(planFor(bootFiles('3.5.7')).version.value).toBe('21')
  })

  it('is taken apart only where it has layers and no script before them', () => {
    const set = (configuration: string, more: Record<string, string> = {}): string =>
      planFor({
        ...bootFiles(),
        ...more,
        'pom.xml': pom(
          `${bootParent('3.5.7')}<build><plugins>${plugin('spring-boot-maven-plugin', `<configuration>${configuration}</configuration>`)}</plugins></build>`,
        ),
      }).dockerfile
    expect(set('<executable>true</executable>')).not.toContain('jarmode')
    expect(set('<layers><enabled>false</enabled></layers>')).not.toContain('jarmode')
    const layers = {
      'src/layers.xml':
        '<layers><layerOrder><layer>ours</layer><layer>application</layer></layerOrder></layers>',
    }
    const own = set(
      '<layers><configuration>${project.basedir}/src/layers.xml</configuration></layers>',
      layers,
    )
    expect(own).toContain('/out/layers/ours/ ./\nCOPY --from=build /out/layers/application/ ./')
    expect(set('<classifier>exec</classifier>')).toContain('cp target/shop-*-exec.jar /out/app.jar')
  })

  it('without its plugin is an archive with libraries, and without its parent has to be made executable', () => {
    const starter = `<dependencies>${dependency('org.springframework.boot:spring-boot-starter-web', '3.5.7')}</dependencies>`
    const without = planFor({ ...bootFiles(), 'pom.xml': pom(starter) })
    expect(without.framework.value).toBe('spring-boot')
    expect(without.runCommand.value).toEqual(['java', '-cp', 'app.jar:lib/*', 'com.example.ShopApplication'])
    const plugins = `<build><plugins>${plugin('spring-boot-maven-plugin', '<version>3.5.7</version>')}</plugins></build>`
    const { buildCommand } = planFor({ ...bootFiles(), 'pom.xml': pom(starter + plugins) })
    expect(buildCommand?.value).toContain('package spring-boot:repackage')
  })

  const settings = (properties: string, more = ''): Planned =>
    planFor({ ...bootFiles('3.5.7', more), [`${RESOURCES}/application.properties`]: properties })

  it('listens where its settings say, else on PORT', () => {
    expect(settings('server.port=9001').port).toMatchObject({ value: 9001, line: 1 })
    expect(settings('server.port=9001').dockerfile).toContain('ENV SERVER_PORT="\\${PORT}"')
    const reading = settings('server.port=${SERVER_PORT:${PORT:9002}}')
    expect(reading.port.value).toBe(9002)
    expect(reading.dockerfile).not.toContain('SERVER_PORT=')
    expect(settings('').port).toMatchObject({ value: 8080, why: 'the default of spring-boot' })
  })

  it.each([
    ['', '/actuator/health'],
    ['management.endpoint.health.probes.enabled=true', '/actuator/health/readiness'],
    ['server.servlet.contextPath=/shop', '/shop/actuator/health'],
    ['management.endpoints.web.base-path=/', '/health'],
    ['management.endpoints.web.path-mapping.health=up', '/actuator/up'],
    ['management.server.port=9090', '/'],
    ['management.endpoints.web.exposure.include=info,metrics', '/'],
    ['management.endpoints.web.exposure.include=*', '/actuator/health'],
    ['management.endpoints.web.exposure.exclude=health', '/'],
    ['management.endpoint.health.enabled=false', '/'],
  ])('with %j has its health at %s', (properties, path) => {
    expect(settings(properties, actuator).healthCheckPath.value).toBe(path)
  })

  it('has probes by itself since 4, and none where a filter chain closes the path', () => {
    const four = bootFiles(
      '4.0.7',
      actuator + dependency('org.springframework.boot:spring-boot-starter-security'),
    )
    expect(planFor(four).healthCheckPath.value).toBe('/actuator/health/readiness')
    const chain = (text: string): string =>
      planFor({
        ...four,
        'src/main/java/com/example/Security.java': `class S { SecurityFilterChain c; ${text} }`,
      }).healthCheckPath.value
    expect(chain('')).toBe('/')
    expect(chain('EndpointRequest.to("health")')).toBe('/actuator/health/readiness')
  })

  it('reads YAML as far as it is for every profile, with what Maven replaces in it', () => {
    const yaml =
      'spring:\n  application:\n    name: @project.artifactId@\nserver:\n  port: 8181\n---\nspring:\n  config:\n    activate:\n      on-profile: dev\nserver:\n  port: 1\n'
    const { port, warnings } = planFor({ ...bootFiles(), [`${RESOURCES}/application.yml`]: yaml })
    expect(port).toEqual({ value: 8181, file: `${RESOURCES}/application.yml`, line: 5 })
    expect(warnings).toEqual([])
    const broken = { ...bootFiles(), [`${RESOURCES}/application.yml`]: 'a: [1\nb: 2\n' }
    expect(errorOf(() => planFor(broken)).message).toMatch(
      /application.yml is not valid YAML at line \d+, column \d+/,
    )
  })

  it('tells which variables it cannot start without', () => {
    const { warnings } = settings('spring.datasource.url=jdbc:postgresql://${DB_HOST}/${DB_NAME:shop}\n')
    expect(warnings).toMatchObject([{ line: 1 }])
    expect(warnings[0]?.text).toMatch(/needs DB_HOST:/)
  })
})

const quarkusPom = (more = ''): string =>
  pom(
    `<dependencies>${dependency('io.quarkus:quarkus-rest')}${more}</dependencies><build><plugins>${plugin('quarkus-maven-plugin')}</plugins></build>`,
  )

describe('Quarkus', () => {
  it('is its folder of libraries, with everything that its build adds downloaded first', () => {
    const { dockerfile, runCommand, healthCheckPath } = planFor({
      'pom.xml': quarkusPom(dependency('io.quarkus:quarkus-smallrye-health')),
      [`${RESOURCES}/application.properties`]: 'quarkus.http.root-path=/shop\n',
    })
    expect(dockerfile).toContain(':go-offline quarkus:go-offline')
    expect(dockerfile).toContain('COPY --from=build /out/lib/ ./lib/')
    expect(dockerfile).toContain('QUARKUS_HTTP_HOST=0.0.0.0')
    expect(dockerfile).toContain('ENV QUARKUS_HTTP_PORT="\\${PORT}"')
    expect(runCommand.value.at(-1)).toBe('quarkus-run.jar')
    expect(healthCheckPath.value).toBe('/shop/q/health/ready')
  })

  it('is one archive where its settings say so', () => {
    const files = {
      'pom.xml': quarkusPom(),
      [`${RESOURCES}/application.properties`]: 'quarkus.package.jar.type=uber-jar\nquarkus.http.port=8090\n',
    }
    const { dockerfile, runCommand, port } = planFor(files)
    expect(dockerfile).toContain('cp target/*-runner.jar /out/app.jar')
    expect(runCommand.value.at(-1)).toBe('app.jar')
    expect(port.value).toBe(8090)
  })
})

describe('Micronaut', () => {
  it('is the archive that its parent makes, listening where PORT says', () => {
    const parent =
      '<parent><groupId>io.micronaut.platform</groupId><artifactId>micronaut-parent</artifactId><version>4.10.8</version></parent>'
    const { dockerfile, runCommand, healthCheckPath, port } = planFor({
      'pom.xml': pom(
        `${parent}<packaging>\${packaging}</packaging><properties><packaging>jar</packaging><exec.mainClass>a.B</exec.mainClass></properties><dependencies>${dependency('io.micronaut:micronaut-http-server-netty')}${dependency('io.micronaut:micronaut-management')}</dependencies>`,
      ),
      [`${RESOURCES}/application.yml`]: 'micronaut:\n  server:\n    port: 8085\n    context-path: /api\n',
    })
    expect(runCommand.value).toEqual(['java', '-jar', 'app.jar'])
    expect([port.value, healthCheckPath.value]).toEqual([8085, '/api/health'])
    expect(dockerfile).toContain('ENV MICRONAUT_SERVER_PORT="\\${PORT}"')
  })
})

describe('libraries that a main method starts', () => {
  const main = (body: string): Record<string, string> => ({
    'src/main/java/a/Server.java': `package a;\nclass Server {\n  static final String PORT = System.getenv("PORT");\n  public static void main(String... args) {\n${body}\n  }\n}\n`,
  })
  it.each([
    ['io.javalin:javalin', 'javalin', 'app.get("/health", h).start(7000);', 7000, '/health'],
    ['io.javalin:javalin', 'javalin', 'app.start(PORT == null ? 7001 : Integer.parseInt(PORT));', 7001, '/'],
    [
      'com.sparkjava:spark-core',
      'spark',
      'port(PORT != null ? Integer.parseInt(PORT) : 4000); get("/ping", h);',
      4000,
      '/ping',
    ],
    ['io.vertx:vertx-web', 'vertx', 'server.listen(8888);', 8888, '/'],
    [
      'io.undertow:undertow-core',
      'undertow',
      'Undertow.builder().addHttpListener(9999, "0.0.0.0");',
      9999,
      '/',
    ],
    ['org.eclipse.jetty:jetty-server', 'jetty', 'new Server(8088);', 8088, '/'],
    ['io.helidon.webserver:helidon-webserver', 'helidon', '', 8080, '/'],
  ])('%s: %s', (library, name, body, port, path) => {
    const plan = planFor({
      ...main(body),
      'pom.xml': pom(`<dependencies>${dependency(library)}</dependencies>`),
    })
    expect([plan.framework.value, plan.port.value, plan.healthCheckPath.value]).toEqual([name, port, path])
    expect(plan.runCommand.value.at(-1)).toBe('a.Server')
  })

  it('Ktor may take its port from a file', () => {
    const kotlin = {
      'src/main/kotlin/App.kt': 'suspend fun main(args: Array<String>) = EngineMain.main(args)\n',
    }
    const files = {
      ...kotlin,
      'pom.xml': pom(`<dependencies>${dependency('io.ktor:ktor-server-netty-jvm')}</dependencies>`),
    }
    const yaml = planFor({
      ...files,
      [`${RESOURCES}/application.yaml`]: 'ktor:\n  deployment:\n    port: "$PORT:8086"\n',
    })
    expect([yaml.port.value, yaml.runCommand.value.at(-1)]).toEqual([8086, 'AppKt'])
    const hocon = {
      [`${RESOURCES}/application.conf`]: 'ktor {\n  deployment {\n    port = 8087\n    port = ${?PORT}\n',
    }
    expect(planFor({ ...files, ...hocon }).port).toMatchObject({ value: 8087, line: 3 })
  })

  it('Dropwizard is told to serve, by its own file', () => {
    const { runCommand, port, dockerfile } = planFor({
      ...main(''),
      'config.yml': 'server:\n  applicationConnectors:\n    - type: http\n      port: 8050\n',
      'pom.xml': pom(`<dependencies>${dependency('io.dropwizard:dropwizard-core')}</dependencies>`),
    })
    expect(runCommand.value.slice(-2)).toEqual(['server', 'config.yml'])
    expect(port.value).toBe(8050)
    expect(dockerfile).toContain('COPY config.yml ./')
  })
})

describe('a war', () => {
  const war = (...dependencies: readonly string[]): Planned =>
    planFor({
      'pom.xml': pom(`<packaging>war</packaging><dependencies>${dependencies.join('')}</dependencies>`),
      'src/main/java/Hello.java': '@WebServlet("/ping")\nclass Hello {}\n',
    })

  it.each([
    [dependency('javax.servlet:javax.servlet-api', '4.0.1', 'provided'), '9.0'],
    [dependency('jakarta.servlet:jakarta.servlet-api', '6.0.0', 'provided'), '10.1'],
    [dependency('jakarta.servlet:jakarta.servlet-api', '6.1.0', 'provided'), '11.0'],
    [dependency('jakarta.platform:jakarta.jakartaee-web-api', '11.0.0', 'provided'), '11.0'],
    ['', '10.1'],
  ])('with %s is served by Tomcat %s', (library, line) => {
    const { dockerfile, framework, healthCheckPath } = war(library)
    expect(framework.value).toBe('tomcat')
    expect(healthCheckPath.value).toBe('/ping')
    expect(dockerfile).toContain(`FROM tomcat:${line}-jre21-temurin AS runtime`)
    expect(dockerfile).toContain('cp -R target/shop-*/ /out')
    expect(dockerfile).toContain('COPY --from=build /out/ /usr/local/tomcat/webapps/ROOT/')
    expect(dockerfile).toMatch(/^USER 1001:1001$/m)
  })

  it('of Spring Boot starts itself', () => {
    const files = {
      ...bootFiles(),
      'pom.xml': (bootFiles()['pom.xml'] ?? '').replace(
        '<dependencies>',
        '<packaging>war</packaging><dependencies>',
      ),
    }
    const { dockerfile, framework } = planFor(files)
    expect(framework.value).toBe('spring-boot')
    expect(dockerfile).toContain('CMD ["java", "-jar", "app.war"]')
  })

  it('of Spring Boot that its plugin leaves as it is is for a servlet container', () => {
    const executions =
      '<executions><execution><goals><goal>repackage</goal></goals><configuration><skip>true</skip></configuration></execution></executions>'
    const whole = (bootFiles()['pom.xml'] ?? '')
      .replace('<dependencies>', '<packaging>war</packaging><dependencies>')
      .replace('</artifactId></plugin>', `</artifactId>${executions}</plugin>`)
    expect(planFor({ ...bootFiles(), 'pom.xml': whole }).framework.value).toBe('tomcat')
  })
})

describe('what is not supported', () => {
  it('is said of sbt', () => {
    expect(errorOf(() => planFor({ 'build.sbt': '' })).message).toMatch(/build.sbt.*sbt.*not supported/)
  })

  it('may be named: the framework of the input is taken at its word', () => {
    expect(planFor(plainFiles, { framework: 'jetty' }).framework.why).toBe('the input "framework"')
    expect(errorOf(() => planFor(plainFiles, { framework: 'spring' })).hint).toContain('spring-boot')
  })
})
