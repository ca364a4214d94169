import { describe, expect, it } from 'vitest'
import { parseScript, settings, valueOf } from '../../../shared/dockerize/languages/java/gradle/script.ts'
import { gradleTokens } from '../../../shared/dockerize/languages/java/gradle/tokens.ts'
import { hasApplication } from '../../../shared/dockerize/languages/providers.ts'
import { serverSource } from './java-files.ts'
import { errorOf, memoryApp, planFor } from './memory-view.ts'

describe('a Gradle script', () => {
  it('is names, strings and symbols, in either language', () => {
    const text = "id 'a' // x\n/* y\n*/ id(\"b${c}\") ; `java-library`\nx = '''d\ne''' + 1.8"
    expect(gradleTokens(text).map(({ text: word, line }) => `${word}@${line}`)).toEqual([
      'id@1',
      'a@1',
      '\n@1',
      'id@3',
      '(@3',
      'b${c}@3',
      ')@3',
      ';@3',
      'java-library@3',
      '\n@3',
      'x@4',
      '=@4',
      'd\ne@4',
      '+@5',
      '1.8@5',
    ])
  })

  it('is blocks of statements, whichever way a value is set', () => {
    const script = parseScript(
      'build.gradle',
      'java {\n  toolchain { languageVersion = JavaLanguageVersion.of(\n 17) }\n}\njava.toolchain.languageVersion.set(x)\napplication.mainClass.set("a.B")\n}}} stray { a b',
    )
    const found = settings(script.statements, ['java', 'toolchain', 'languageVersion'])
    expect(found.map(({ line }) => line)).toEqual([2, 5])
    const [main] = settings(script.statements, ['application', 'mainClass'])
    expect(main && valueOf(script, main)).toEqual({ value: 'a.B', file: 'build.gradle', line: 6 })
  })

  it('is read in linear time, whatever is in it', () => {
    const texts = [
      '{'.repeat(200_000),
      '('.repeat(200_000),
      '"'.repeat(200_001),
      '/*'.repeat(100_000),
      'a.'.repeat(100_000),
    ]
    const started = performance.now()
    for (const text of texts) parseScript('build.gradle', text)
    expect(performance.now() - started).toBeLessThan(5000)
  })
})

const source = { 'src/main/java/com/example/Main.java': serverSource }
const wrapper = {
  gradlew: '#!/bin/sh\n',
  'gradle/wrapper/gradle-wrapper.jar': '',
  'gradle/wrapper/gradle-wrapper.properties':
    'distributionUrl=https\\://example.com/distributions/gradle-8.14.3-bin.zip\n',
}
const boot = `plugins {
  id 'java'
  id 'org.springframework.boot' version '3.4.1'
}
java { sourceCompatibility = JavaVersion.VERSION_17 }
dependencies {
  implementation 'org.springframework.boot:spring-boot-starter-web'
  testImplementation 'org.springframework.boot:spring-boot-starter-actuator'
}
`

describe('Spring Boot with Gradle', () => {
  it('is built by the wrapper into the one archive that is not the plain one', () => {
    const { dockerfile, framework, version, packageManager, healthCheckPath } = planFor({
      ...source,
      ...wrapper,
      'build.gradle': boot,
    })
    expect(framework).toMatchObject({ value: 'spring-boot', file: 'build.gradle', line: 3 })
    expect(version).toMatchObject({ value: '17', file: 'build.gradle', line: 5 })
    expect(packageManager).toMatchObject({ value: 'gradle', line: 1 })
    expect(healthCheckPath.value).toBe('/')
    expect(dockerfile).toContain('FROM eclipse-temurin:17-jdk AS deps')
    expect(dockerfile).toContain('COPY gradlew build.gradle ./\nCOPY gradle/ ./gradle/\n')
    expect(dockerfile).toContain('sh gradlew --no-daemon :bootJar')
    expect(dockerfile).toContain('cp build/libs/*.jar /out/app.jar')
    expect(dockerfile).toContain('-Djarmode=tools')
    expect(dockerfile).not.toContain('copyDependencies')
  })

  it('gets Gradle from an image of its version where the wrapper is not whole', () => {
    const files = { ...source, ...wrapper, 'build.gradle': boot }
    const without = Object.fromEntries(Object.entries(files).filter(([path]) => !path.endsWith('.jar')))
    expect(planFor(without).dockerfile).toContain('FROM gradle:8.14.3-jdk17 AS deps')
    expect(planFor({ ...source, 'build.gradle': boot }).dockerfile).toContain('FROM gradle:8-jdk17 AS deps')
    expect(planFor(without, {}, { baseRegistry: 'example.com/hub' }).dockerfile).toContain(
      'FROM example.com/hub/gradle:8.14.3-jdk17',
    )
  })

  it('before the plugins block names its version on the class path', () => {
    const old = `buildscript {
  ext { bootVersion = '1.5.9.RELEASE' }
  dependencies { classpath("org.springframework.boot:spring-boot-gradle-plugin:\${bootVersion}") }
}
apply plugin: 'java'
apply plugin: 'org.springframework.boot'
sourceCompatibility = 1.8
dependencies { compile('org.springframework.boot:spring-boot-starter-actuator') }
`
    const { version, healthCheckPath, dockerfile } = planFor({ ...source, 'build.gradle': old })
    expect(version.value).toBe('8')
    expect(healthCheckPath.value).toBe('/health')
    expect(dockerfile).toContain(':assemble')
    expect(dockerfile).toContain('CMD ["java", "-jar", "app.jar"]')
  })
})

describe('the release', () => {
  const version = (build: string, more: Record<string, string> = {}): readonly unknown[] => {
    const { version: found } = planFor({
      ...source,
      'build.gradle.kts': `plugins { java }\n${build}\n`,
      ...more,
    })
    return [found.value, found.file, found.line]
  }
  const own = 'build.gradle.kts'
  it.each([
    ['java { toolchain { languageVersion = JavaLanguageVersion.of(17) } }', ['17', own, 2]],
    ['java {\ntoolchain {\nlanguageVersion.set(JavaLanguageVersion.of(17)) } }', ['17', own, 4]],
    ['kotlin { jvmToolchain(11) }', ['11', own, 2]],
    [
      'val javaVersion = 17\njava { toolchain { languageVersion = JavaLanguageVersion.of(javaVersion) } }',
      ['17', own, 3],
    ],
    ['java.sourceCompatibility = JavaVersion.VERSION_1_8', ['8', own, 2]],
    ['tasks.withType<JavaCompile> { options.release = 17 }', ['17', own, 2]],
    ['tasks.withType<KotlinCompile> { compilerOptions { jvmTarget.set(JvmTarget.JVM_17) } }', ['17', own, 2]],
    [
      'java { sourceCompatibility = "11" }\njava { toolchain { languageVersion = JavaLanguageVersion.of(17) } }',
      ['17', own, 3],
    ],
    ['', ['21', undefined, undefined]],
  ])('with %j is %j', (build, expected) => {
    expect(version(build)).toEqual(expected)
  })

  it.each([
    ['7.6', '', '17'],
    ['6.8', '', '11'],
    ['9.2', 'java { sourceCompatibility = JavaVersion.VERSION_11 }', '17'],
  ])('is one that Gradle %s itself runs on', (gradle, build, expected) => {
    const properties = `distributionUrl=https\\://example.com/gradle-${gradle}-all.zip\n`
    expect(version(build, { 'gradle/wrapper/gradle-wrapper.properties': properties })[0]).toBe(expected)
  })

  it('may stand in a version catalog', () => {
    const { version: found, framework } = planFor({
      ...source,
      'build.gradle.kts':
        'plugins { alias(libs.plugins.spring.boot) }\njava { toolchain { languageVersion = JavaLanguageVersion.of(libs.versions.java.get().toInt()) } }\ndependencies { implementation(libs.bundles.web) }\n',
      'gradle/libs.versions.toml':
        '[versions]\njava = "17"\nboot = "3.1.0"\n[libraries]\nactuator = { module = "org.springframework.boot:spring-boot-starter-actuator" }\n[bundles]\nweb = ["actuator"]\n[plugins]\nspring-boot = { id = "org.springframework.boot", version.ref = "boot" }\n',
    })
    expect(found.value).toBe('17')
    expect(framework.value).toBe('spring-boot')
  })
})

const projects = {
  'settings.gradle.kts':
    'rootProject.name = "shop"\ninclude(":core", ":services:web")\nproject(":core").projectDir = file("libs/core")\n',
  'build.gradle.kts':
    'plugins { kotlin("jvm") version "2.2.0" apply false }\nsubprojects { apply(plugin = "org.jetbrains.kotlin.jvm") }\n',
  'libs/core/build.gradle.kts': '',
  'services/web/build.gradle.kts':
    'plugins { id("shop.server") }\ndependencies { implementation(projects.core)\n implementation(group = "io.ktor", name = "ktor-server-netty", version = "3.0.0") }\n',
  'buildSrc/src/main/kotlin/shop.server.gradle.kts':
    'plugins { application }\nkotlin { jvmToolchain(17) }\napplication { mainClass = "com.example.MainKt" }\n',
  'services/web/src/main/kotlin/com/example/Main.kt':
    'package com.example\n\nfun main() {\n  embeddedServer(Netty, port = 8123) { routing { get("/healthz") {} } }.start(true)\n}\n',
}

describe('projects of a build', () => {
  it('are built as far as the application needs them, plugins of buildSrc included', () => {
    const { dockerfile, version, runCommand, framework, port, healthCheckPath, scope } = planFor(
      projects,
      {},
      { folder: 'services/web' },
    )
    expect(framework.value).toBe('ktor')
    expect(version).toMatchObject({ value: '17', file: 'buildSrc/src/main/kotlin/shop.server.gradle.kts' })
    expect(runCommand.value.at(-1)).toBe('com.example.MainKt')
    expect([port.value, healthCheckPath.value]).toEqual([8123, '/healthz'])
    expect(dockerfile).toContain('COPY buildSrc/ ./buildSrc/')
    expect(dockerfile).toContain('COPY services/web/ ./services/web/\nCOPY libs/core/ ./libs/core/')
    expect(dockerfile).toContain(':services:web:jar :services:web:copyDependencies')
    expect(scope).toEqual([
      'settings.gradle.kts',
      'build.gradle.kts',
      'libs/core/build.gradle.kts',
      'buildSrc',
      'libs/core',
    ])
  })

  it('are found from the top, and listed where several serve', () => {
    expect(planFor(projects).dockerfile).toContain(':services:web:jar')
    const two = { ...projects, 'libs/core/src/main/java/M.java': serverSource }
    expect(errorOf(() => planFor(two)).message).toContain('several applications: libs/core, services/web')
    expect(hasApplication(memoryApp(projects, 'libs/core'))).toBe(false)
  })

  it('may start without serving: the one with a main method', () => {
    const files = {
      'settings.gradle': "include 'app'\n",
      'app/build.gradle': "plugins { id 'application' }\napplication { mainClass = 'a.B' }\n",
    }
    expect(planFor(files).runCommand.value.at(-1)).toBe('a.B')
  })
})

describe('what Gradle makes', () => {
  it.each([
    [
      "plugins { id 'com.gradleup.shadow' version '9.0' }",
      ':shadowJar',
      'cp build/libs/*-all.jar /out/app.jar',
    ],
    [
      "plugins { id 'io.ktor.plugin' version '3.0.0' }",
      ':buildFatJar',
      'cp build/libs/*-all.jar /out/app.jar',
    ],
    ["plugins { id 'io.quarkus' }", ':quarkusBuild', 'cp -R build/quarkus-app /out'],
    ["plugins { id 'war' }", ':war', 'jar -xf /app/build/libs/*.war'],
    [
      "plugins { id 'war'\nid 'org.springframework.boot' version '3.5.0' }",
      ':bootWar',
      'cp build/libs/*.war /out/app.war',
    ],
    [
      "jar { manifest { attributes 'Main-Class': 'x.Y' } }",
      ':jar :copyDependencies',
      'cp -R build/dependencies /out/lib',
    ],
  ])('with %j comes from %s', (build, task, collected) => {
    const { dockerfile } = planFor({ ...source, 'build.gradle': build })
    expect(dockerfile).toContain(task)
    expect(dockerfile).toContain(collected)
  })

  it.each([
    'bootJar { launchScript() }',
    'bootJar { layered { enabled = false } }',
    'tasks.named<BootJar>("bootJar") { layered { layerOrder = listOf("x") } }',
  ])('is not taken apart with %j', (more) => {
    expect(planFor({ ...source, 'build.gradle': boot }).dockerfile).toContain('jarmode')
    expect(planFor({ ...source, 'build.gradle': `${boot}${more}\n` }).dockerfile).not.toContain('jarmode')
  })

  it('is downloaded without the configuration cache where the build keeps one', () => {
    const files = {
      ...source,
      'build.gradle': boot,
      'gradle.properties': 'org.gradle.configuration-cache=true\n',
    }
    expect(planFor(files).dockerfile).toContain('--no-configuration-cache --init-script')
  })

  it('may need secrets, which are mounted', () => {
    const build = `${boot}\nrepositories { maven { credentials { password = System.getenv("NEXUS_PASSWORD")\n username = System.getenv("HOME") } } }`
    const { dockerfile } = planFor({ ...source, 'build.gradle': build })
    expect(dockerfile).toContain('--mount=type=secret,id=NEXUS_PASSWORD,env=NEXUS_PASSWORD,required=false')
    expect(dockerfile).not.toContain('HOME,env')
  })
})
