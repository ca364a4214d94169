import type { Found, Warning } from '../../found.ts'
import type { Stage } from '../../image/steps.ts'
import type { About, Request } from '../../plan.ts'
import type { App } from '../../view/file-view.ts'

/** Something that the application is built with or from. */
export interface Dependency {
  /** `group:artifact`. */
  readonly name: string
  /** `''` where nothing in the repository tells. */
  readonly version: string
  /** Maven's name for when it is there: `compile`, `runtime`, `provided`, `test`. */
  readonly scope: string
  readonly found: Found<string>
}

/** A plugin of the build. */
export interface Plugin {
  readonly found: Found<string>
  readonly version: string | undefined
  /** The goals that the build runs; Gradle's plugins have none. */
  readonly goals: readonly string[]
  /** A setting by its path in the plugin's configuration; `*` stands for any name. */
  readonly setting: (...path: string[]) => Found<string> | undefined
}

/**
 * What the build is asked to make. `boot`: the executable archive of Spring Boot; `quarkus`: the folder of Quarkus, or `quarkus-uber` its one archive;
 * `uber`: one archive with everything in it; `thin`: the archive, and what it needs in a folder beside it; `war`: the
 * unpacked web application.
 */
export type Product = 'boot' | 'quarkus' | 'quarkus-uber' | 'uber' | 'thin' | 'war'

/** How the build stage is made. */
export interface BuildOptions {
  readonly product: Product
  readonly version: string
  /** In place of the tool's own command. */
  readonly command: string | undefined
  /** Lines for the shell that run once the product is in /out. */
  readonly after: readonly string[]
  readonly request: Request
}

/** What Maven and Gradle have in common, for the frameworks to ask. */
export interface JavaProject {
  readonly tool: Found<'maven' | 'gradle'>
  /** The repository's path of the file that says what is built. */
  readonly manifest: string
  readonly about: About
  /** `jar`, `war`, or what else Maven knows. */
  readonly packaging: string
  /** Of the application and of the modules that it is built from. */
  readonly dependencies: readonly Dependency[]
  /** By the artifact's name (Maven) or the id (Gradle). */
  readonly plugin: (id: string) => Plugin | undefined
  /** The version of a framework as a whole: of its parent, bill of materials or plugin. */
  readonly platform: (group: string) => string | undefined
  /** What the build asks of the Java release, the strongest first. */
  readonly releases: readonly (Found<string> | undefined)[]
  /** The version lines that the build tool itself runs on: the lowest and the highest. */
  readonly runsOn: { readonly from: number; readonly to: number } | undefined
  /** The main class, where the build names one. */
  readonly mainClass: Found<string> | undefined
  /** The one archive with everything in it that some plugin makes, or undefined. */
  readonly uber: Found<string> | undefined
  /** The module that is run, and those that it is built from, itself first. */
  readonly modules: readonly App[]
  /** The folder of the image that the module's own files are in while it is built. */
  readonly place: string
  /** The command that builds, without what comes after it. */
  readonly command: (product: Product) => Found<string>
  /** The stages up to the one named `build`, which has the product in /out. */
  readonly stages: (options: BuildOptions) => readonly Stage[]
  /** What the build copies from outside a folder. */
  readonly scope: (folder: string) => readonly string[]
  /** The modules that it is made of, where it is several. */
  readonly members: () => readonly Member[]
  readonly ignore: readonly string[]
  readonly warnings: readonly Warning[]
}

/** A module that may be an application of its own. */
export interface Member {
  readonly app: App
  readonly project: JavaProject
}

/** The first dependency of one of these names, a prefix where it ends in `*`; only those that are there at run time. */
export function findDependency(project: JavaProject, ...names: readonly string[]): Dependency | undefined {
  return project.dependencies.find(
    ({ name, scope }) =>
      scope !== 'test' &&
      names.some((wanted) => (wanted.endsWith('*') ? name.startsWith(wanted.slice(0, -1)) : name === wanted)),
  )
}
