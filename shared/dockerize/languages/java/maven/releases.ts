import type { Found } from '../../../found.ts'
import { plugin } from './model.ts'
import { outerParent, resolvedProperty, type Pom } from './pom.ts'

/** What decides the class files' release. Source: Maven Compiler Plugin, `release`, `source`, `target`. */
export function releases(pom: Pom): readonly (Found<string> | undefined)[] {
  const compiler = plugin(pom, 'maven-compiler-plugin')
  const kotlin = plugin(pom, 'kotlin-maven-plugin')
  const parent = outerParent(pom)
  const candidates = [
    compiler?.setting('release'),
    resolvedProperty(pom, 'maven.compiler.release'),
    // Spring Boot's parent and Micronaut's make the compiler's release of these.
    resolvedProperty(pom, 'java.version'),
    resolvedProperty(pom, 'release.version'),
    resolvedProperty(pom, 'jdk.version'),
    compiler?.setting('target'),
    resolvedProperty(pom, 'maven.compiler.target'),
    compiler?.setting('source'),
    resolvedProperty(pom, 'maven.compiler.source'),
    kotlin?.setting('jvmTarget'),
    resolvedProperty(pom, 'kotlin.compiler.jvmTarget'),
    range(plugin(pom, 'maven-enforcer-plugin')?.setting('rules', 'requireJavaVersion', 'version')),
  ].filter((found) => found?.value.includes('${') !== true)
  if (candidates.some((found) => found !== undefined) || parent === undefined) return candidates
  return [oldParent(parent)]
}

// The enforcer takes a bare version for the lowest one.
function range(found: Found<string> | undefined): Found<string> | undefined {
  return found && /^[\d.]+$/.test(found.value) ? { ...found, value: `[${found.value},)` } : found
}

/** Spring Boot before 3 compiles for Java 8 unless told otherwise, and its early versions do not run on much later ones. */
function oldParent(parent: NonNullable<ReturnType<typeof outerParent>>): Found<string> | undefined {
  const old = parent.group === 'org.springframework.boot' && /^[12]\./.test(parent.version)
  return old
    ? { ...parent.found, value: '8', why: `the default of Spring Boot ${parent.version}` }
    : undefined
}
