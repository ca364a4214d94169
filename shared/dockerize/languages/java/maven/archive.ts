import type { Found } from '../../../found.ts'
import type { Plugin } from '../project.ts'
import { plugin } from './model.ts'
import { outerParent, resolvedProperty, type Pom } from './pom.ts'

const MAIN_CLASS: readonly (readonly [string, ...string[]])[] = [
  ['maven-shade-plugin', 'transformers', 'transformer', 'mainClass'],
  ['maven-assembly-plugin', 'archive', 'manifest', 'mainClass'],
  ['maven-jar-plugin', 'archive', 'manifest', 'mainClass'],
  ['spring-boot-maven-plugin', 'mainClass'],
  ['exec-maven-plugin', 'mainClass'],
  ['appassembler-maven-plugin', 'programs', 'program', 'mainClass'],
  ['helidon-maven-plugin', 'mainClass'],
]

/** The main class that the build names. */
export function mainClass(pom: Pom): Found<string> | undefined {
  const named = MAIN_CLASS.map(([id, ...path]) => plugin(pom, id)?.setting(...path))
  const properties = ['exec.mainClass', 'mainClass', 'main.class', 'start-class']
  const found = [...named, ...properties.map((name) => resolvedProperty(pom, name))]
  return found.find((one) => one !== undefined && !one.value.includes('${'))
}

/** The one archive with everything in it, by its name's ending. */
export interface UberJar {
  readonly found: Found<string>
  /** The goal that only managed plugins have to be told, or undefined where the lifecycle runs it. */
  readonly suffix: string
}

/** The archive that the shade plugin or an assembly puts everything into. */
export function uberJar(pom: Pom): UberJar | undefined {
  const shade = plugin(pom, 'maven-shade-plugin')
  if (shade?.goals.includes('shade')) {
    const attached = shade.setting('shadedArtifactAttached')?.value === 'true'
    const classifier = shade.setting('shadedClassifierName')?.value ?? 'shaded'
    return { found: shade.found, suffix: attached ? `-${classifier}` : '' }
  }
  const assembly = plugin(pom, 'maven-assembly-plugin')
  if (assembly && bindsAssembly(assembly)) return { found: assembly.found, suffix: assemblySuffix(assembly) }
  return micronautShade(pom)
}

function bindsAssembly(assembly: Plugin): boolean {
  return (
    assembly.goals.some((goal) => goal === 'single' || goal === 'assembly') &&
    assembly.setting('descriptorRefs', 'descriptorRef')?.value === 'jar-with-dependencies'
  )
}

function assemblySuffix(assembly: Plugin): string {
  return assembly.setting('appendAssemblyId')?.value === 'false' ? '' : '-jar-with-dependencies'
}

/** Micronaut's parent binds the shade plugin itself. */
function micronautShade(pom: Pom): UberJar | undefined {
  const parent = outerParent(pom)
  return parent?.artifact === 'micronaut-parent' ? { found: parent.found, suffix: '' } : undefined
}
