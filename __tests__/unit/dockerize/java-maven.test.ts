import { describe, expect, it } from 'vitest'
import { chooseProvider, hasApplication } from '../../../shared/dockerize/languages/providers.ts'
import { bootFiles, dependency, plainFiles, plugin, pom, serverSource } from './java-files.ts'
import { errorOf, memoryApp, planFor } from './memory-view.ts'

const shade = plugin(
  'maven-shade-plugin',
  '<executions><execution><goals><goal>shade</goal></goals><configuration><transformers><transformer><mainClass>com.example.Other</mainClass></transformer></transformers></configuration></execution></executions>',
)

describe('what Maven builds', () => {
  it('is an archive with its libraries beside it, started by its one main method', () => {
    const { dockerfile, runCommand, port, about } = planFor(plainFiles)
    expect(runCommand).toMatchObject({
      value: ['java', '-cp', 'app.jar:lib/*', 'com.example.Main'],
      file: 'src/main/java/com/example/Main.java',
      line: 4,
    })
    expect(port).toMatchObject({ value: 9000, line: 5 })
    expect(dockerfile).toContain('copy-dependencies -DincludeScope=runtime')
    expect(dockerfile).toContain('cp target/shop-*.jar /out/app.jar')
    expect(dockerfile.indexOf('COPY --from=build /out/lib/')).toBeLessThan(
      dockerfile.indexOf('COPY --from=build /out/app.jar'),
    )
    expect(about).toEqual({ title: 'shop' })
  })

  it('is one archive where the shade plugin or an assembly makes it', () => {
    const shaded = { ...plainFiles, 'pom.xml': pom(`<build><plugins>${shade}</plugins></build>`) }
    expect(planFor(shaded).runCommand.value).toEqual(['java', '-jar', 'app.jar'])
    const assembly = plugin(
      'maven-assembly-plugin',
      '<executions><execution><goals><goal>single</goal></goals></execution></executions><configuration><descriptorRefs><descriptorRef>jar-with-dependencies</descriptorRef></descriptorRefs></configuration>',
    )
    const assembled = { ...plainFiles, 'pom.xml': pom(`<build><plugins>${assembly}</plugins></build>`) }
    expect(planFor(assembled).dockerfile).toContain('cp target/shop-*-jar-with-dependencies.jar /out/app.jar')
    // Managed alone it does not run.
    const managed = `<build><pluginManagement><plugins>${shade}</plugins></pluginManagement></build>`
    expect(planFor({ ...plainFiles, 'pom.xml': pom(managed) }).runCommand.value).toContain('-cp')
  })

  it('has the name that the build gives it', () => {
    const named = (name: string): string =>
      planFor({ ...plainFiles, 'pom.xml': pom(`<build><finalName>${name}</finalName></build>`) }).dockerfile
    expect(named('server')).toContain('cp target/server.jar /out/app.jar')
    expect(named('${project.artifactId}-${project.version}-x')).toContain(
      'cp target/shop-*-x.jar /out/app.jar',
    )
  })

  it('is an error where its name cannot be told or would be several words', () => {
    const named = (name: string): string =>
      errorOf(() =>
        planFor({ ...plainFiles, 'pom.xml': pom(`<build><finalName>${name}</finalName></build>`) }),
      ).message
    expect(named('shop-${env.NUMBER}')).toMatch(/"shop-\$\{env.NUMBER\}" \(pom.xml:6\)/)
    expect(named('a\nRUN b')).toMatch(/"a RUN b"/)
    const odd = pom('<build><finalName>a;b&amp;c</finalName></build>')
    expect(planFor({ ...plainFiles, 'pom.xml': odd }).dockerfile).toContain('cp target/a\\;b\\&c.jar ')
  })

  it('keeps its libraries where a given command builds', () => {
    const { dockerfile } = planFor(plainFiles, { buildCommand: './make' })
    expect(dockerfile).toContain(
      './make \\\n && mvn -B -ntp org.apache.maven.plugins:maven-dependency-plugin',
    )
  })

  it('is built by the wrapper only where that is whole', () => {
    const wrapper = {
      mvnw: '#!/bin/sh\n',
      '.mvn/wrapper/maven-wrapper.properties':
        'distributionUrl=https\\://example.com/apache-maven/3.5.4/apache-maven-3.5.4-bin.zip\n',
    }
    const { dockerfile, packageManager } = planFor({ ...plainFiles, ...wrapper })
    expect(packageManager).toMatchObject({ value: 'maven', file: '.mvn/wrapper/maven-wrapper.properties' })
    expect(dockerfile).toContain('FROM eclipse-temurin:21-jdk AS deps')
    expect(dockerfile).toContain('COPY .mvn/ ./.mvn/\nCOPY mvnw pom.xml ./')
    // That Maven knows no --no-transfer-progress.
    expect(dockerfile).toContain('sh mvnw -B package')
    expect(planFor({ ...plainFiles, ...wrapper, mvnw: '#!/bin/sh\r\n' }).dockerfile).toContain(
      'FROM maven:3-',
    )
    expect(planFor({ ...plainFiles, mvnw: wrapper.mvnw }).dockerfile).not.toContain('mvnw')
  })

  it('gets settings for private repositories as secrets, never in a layer', () => {
    const repositories =
      '<repositories><repository><id>inner</id><url>https://maven.example.com</url></repository></repositories>'
    const { dockerfile } = planFor({
      ...plainFiles,
      'pom.xml': pom(repositories),
      '.mvn/settings.xml': '<settings><password>${env.NEXUS_PASSWORD}</password></settings>',
    })
    expect(dockerfile).toContain('--mount=type=secret,id=NEXUS_PASSWORD,env=NEXUS_PASSWORD,required=false')
    expect(dockerfile).toContain('id=maven-settings,target=/root/.m2/settings.xml,required=false')
    expect(planFor(plainFiles).dockerfile).not.toContain('secret')
  })

  it('gets Node.js where it starts a program of it, and only there', () => {
    const runs = (executable: string, more = ''): string =>
      pom(
        `<build><plugins>${plugin('exec-maven-plugin', `<configuration><executable>${executable}</executable>${more}</configuration>`)}</plugins></build>`,
      )
    const page = { 'web/package.json': '{"engines":{"node":"22"}}', 'web/yarn.lock': '' }
    const place = '<workingDirectory>${project.basedir}/web</workingDirectory>'
    const { dockerfile } = planFor({ ...plainFiles, ...page, 'pom.xml': runs('yarn', place) })
    expect(dockerfile).toContain('COPY --from=node:22-slim /usr/local/bin/node /usr/local/bin/')
    expect(dockerfile.indexOf('yarn@1.22.22')).toBeLessThan(dockerfile.indexOf('COPY . .'))
    expect(planFor({ ...plainFiles, ...page, 'pom.xml': runs('protoc', place) }).dockerfile).not.toContain(
      'node',
    )
    expect(planFor({ ...plainFiles, 'pom.xml': runs('npm') }).dockerfile).not.toContain('node')
  })

  it('copies the source alone where nothing else is there that a build could need', () => {
    expect(planFor({ ...plainFiles, 'README.md': '', 'docs.txt': '' }).dockerfile).toContain(
      'COPY src/ ./src/',
    )
    expect(planFor({ ...plainFiles, 'checkstyle.xml': '' }).dockerfile).toContain('COPY . .')
  })

  it('is told apart from a library and from documents', () => {
    const app = (files: Record<string, string>): boolean => hasApplication(memoryApp(files))
    expect(app(plainFiles)).toBe(true)
    expect(app({ 'pom.xml': pom('') })).toBe(false)
    expect(app({ ...plainFiles, 'src/main/java/com/example/Main.java': 'class Main {}' })).toBe(false)
    expect(app({ 'pom.xml': pom('<packaging>war</packaging>') })).toBe(true)
    const node = { 'package.json': '{"scripts":{"start":"node x.js"}}', 'x.js': 'require("http")' }
    expect(chooseProvider(memoryApp({ 'pom.xml': pom(''), ...node }), undefined).provider.language).toBe(
      'node',
    )
  })

  it('names file, line and column of a broken pom.xml', () => {
    expect(() => planFor({ 'pom.xml': '<project>\n<a></b>' })).toThrow(/pom.xml is not valid XML at line 2/)
  })

  it('without anything to start is an error that says what was looked for', () => {
    const error = errorOf(() => planFor({ 'pom.xml': pom('') }))
    expect(error.message).toMatch(/No class to start.*main method/)
    expect(error.hint).toMatch(/run-command/)
  })
})

const parent =
  '<parent><groupId>com.example</groupId><artifactId>shop</artifactId><version>${revision}</version></parent>'
const modules = {
  'pom.xml': pom(
    '<packaging>pom</packaging><modules><module>core</module><module>services/web</module><module>tools</module></modules><properties><revision>2</revision><java.version>17</java.version></properties>',
  ),
  'core/pom.xml': pom(parent, '<artifactId>core</artifactId>'),
  'tools/pom.xml': pom(parent, '<artifactId>tools</artifactId>'),
  'services/web/pom.xml': pom(
    `<parent><groupId>com.example</groupId><artifactId>shop</artifactId><version>\${revision}</version><relativePath>../../pom.xml</relativePath></parent><dependencies>${dependency('com.example:core', '${project.version}')}</dependencies>`,
    '<artifactId>web</artifactId>',
  ),
  'services/web/src/main/java/com/example/Main.java': serverSource,
}

describe('modules', () => {
  it('are built as far as the application needs them, the one that serves being found', () => {
    const { dockerfile, version, runCommand } = planFor(modules)
    expect(version).toMatchObject({ value: '17', file: 'pom.xml' })
    expect(runCommand.file).toBe('services/web/src/main/java/com/example/Main.java')
    expect(dockerfile).toContain('COPY tools/pom.xml ./tools/')
    expect(dockerfile).toContain('COPY services/web/ ./services/web/\nCOPY core/ ./core/\n')
    expect(dockerfile).not.toContain('COPY tools/ ')
    expect(dockerfile).toContain('mvn -B -ntp -pl services/web -am package')
    expect(dockerfile).toContain('cp services/web/target/web-*.jar')
  })

  it('are chosen by root-directory, with what lies outside it let through', () => {
    const { scope, dockerfile } = planFor(modules, {}, { folder: 'services/web' })
    expect(scope).toEqual(['pom.xml', 'core/pom.xml', 'tools/pom.xml', 'core'])
    expect(dockerfile).toContain('-pl services/web -am')
  })

  it('that serve are listed where they are several', () => {
    const two = { ...modules, 'tools/src/main/java/T.java': serverSource }
    const error = errorOf(() => planFor(two))
    expect(error.message).toBe('The repository has several applications: services/web, tools.')
    expect(error.hint).toContain('root-directory')
    // A Procfile may name one.
    const named = planFor({
      ...two,
      Procfile: 'web: java -Xmx1g -jar tools/target/tools-2.jar --port 4000\n',
    })
    expect(named.dockerfile).toContain('-pl tools -am')
    expect(named.port.value).toBe(4000)
  })

  it('inherit from a parent that does not list them', () => {
    const files = {
      'parent/pom.xml': pom(
        '<packaging>pom</packaging><properties><java.version>11</java.version></properties>',
        '<artifactId>base</artifactId>',
      ),
      'app/pom.xml': pom(
        '<parent><groupId>com.example</groupId><artifactId>base</artifactId><version>1.0</version><relativePath>../parent</relativePath></parent>',
      ),
      'app/src/main/java/M.java': serverSource,
    }
    const { version, dockerfile } = planFor(files, {}, { folder: 'app' })
    expect(version).toMatchObject({ value: '11', file: 'parent/pom.xml' })
    expect(dockerfile).toContain('COPY parent/pom.xml ./parent/\nCOPY app/pom.xml ./app/')
    expect(dockerfile).toContain('mvn -B -ntp -f app/pom.xml package')
  })

  it('neither follow parents in a circle nor lists without end', () => {
    const circle = (name: string, other: string): string =>
      pom(
        `<parent><groupId>com.example</groupId><artifactId>${other}</artifactId><version>1</version><relativePath>../${other}</relativePath></parent><modules><module>../${other}</module></modules><properties><x>\${y}</x><y>\${x}\${x}</y></properties><description>\${x}</description>`,
        `<artifactId>${name}</artifactId>`,
      )
    const files = {
      'a/pom.xml': circle('a', 'b'),
      'b/pom.xml': circle('b', 'a'),
      'a/src/main/java/M.java': serverSource,
    }
    expect(planFor(files, {}, { folder: 'a' }).runCommand.value).toContain('com.example.M')
  })
})

describe('a given start command', () => {
  it.each([
    ['java $JAVA_OPTS -jar target/shop-1.0.jar', ['/bin/sh', '-c', 'exec java $JAVA_OPTS -jar app.jar']],
    ['java -Dserver.port=$PORT -jar target/shop.jar', ['java', '-Dserver.port=8080', '-jar', 'app.jar']],
  ])('starts the archive under its own name: %s', (line, argv) => {
    expect(planFor({ ...bootFiles(), Procfile: `web: ${line}\n` }).runCommand).toEqual({
      value: argv,
      file: 'Procfile',
      line: 1,
    })
  })

  it('gets the libraries where it names a class path, and the whole build where it names more', () => {
    const by = (line: string): ReturnType<typeof planFor> =>
      planFor({ ...plainFiles, Procfile: `web: ${line}\n` })
    expect(by('java -cp target/classes:target/dependency/* com.example.Main').runCommand.value).toEqual([
      'java',
      '-cp',
      'app.jar:lib/*',
      'com.example.Main',
    ])
    const script = by('sh target/bin/webapp')
    expect(script.runCommand.value).toEqual(['sh', 'target/bin/webapp'])
    expect(script.dockerfile).toContain('COPY --from=build /app .')
  })
})

describe('a JHipster application', () => {
  it('is built for production', () => {
    const made = { '.yo-rc.json': '{"generator-jhipster":{}}' }
    expect(planFor({ ...bootFiles(), ...made }).dockerfile).toContain(
      'mvn -B -ntp -Pprod package -DskipTests',
    )
    expect(planFor(bootFiles()).dockerfile).not.toContain('-Pprod')
  })
})
