import { join } from '../../../view/file-view.ts'
import type { Step } from '../../../image/steps.ts'
import type { Facts } from '../facts.ts'
import type { Member } from '../workspace/members.ts'
import type { Project } from '../workspace/project.ts'

/** Where the project's top is in every stage. */
export const TOP = '/app'

/** The folder of a package in the image, the application's own without one. */
export function imageFolder(project: Project, place = project.place): string {
  return join(TOP, place)
}

/** The target of a COPY below the project's top: `./` or `./apps/web/`. */
export function target(place: string): string {
  return place === '' ? './' : `./${place}/`
}

/** Everything of a folder of the repository that .dockerignore lets through. */
export function copyFolder(folder: string, place: string): Step {
  return folder === ''
    ? { kind: 'copy', sources: ['.'], to: '.' }
    : { kind: 'copy', sources: [`${folder}/`], to: target(place) }
}

// Shared between packages without being one of them, by the names that people give such folders.
const SHARED = new Set('config configs scripts tools types typings tsconfig prisma common shared'.split(' '))
const SETTINGS = /\.(?:json|jsonc|[cm]?js|[cm]?ts|ya?ml|toml)$|^\.(?:babelrc|swcrc|browserslistrc|postcssrc)$/
const NOT_SETTINGS =
  /^(?:package\.json|package-lock\.json|npm-shrinkwrap\.json|pnpm-lock\.yaml|pnpm-workspace\.yaml|(?:docker-)?compose.*|render\.yaml|fly\.toml|railway\.(?:json|toml)|netlify\.toml|vercel\.json|renovate\.json|app\.json|lerna\.json|mise\.toml)$|^\.pnpmfile|^\.yarnrc|\.config\.test\.|eslint|prettier|commitlint|vitest|jest/

/** What stands at a workspace's top for all its packages: base configurations, and folders of shared files. */
export function sharedEntries({ top, others, place }: Project): {
  readonly files: readonly string[]
  readonly folders: readonly string[]
} {
  const entries = top.files.list('')
  const packages = [...others.map((member) => member.place), place]
  const files = entries
    .filter(({ name, kind }) => kind === 'file' && SETTINGS.test(name) && !NOT_SETTINGS.test(name))
    .map(({ name }) => name)
  const folders = entries
    .filter(({ name, kind }) => kind === 'folder' && SHARED.has(name))
    .filter(({ name }) => !packages.some((path) => path === name || path.startsWith(`${name}/`)))
    .map(({ name }) => name)
  return { files, folders }
}

/** The source that a build takes: the application's, and in a workspace that of the packages that it needs. */
export function copySources(facts: Facts, members: readonly Member[]): readonly Step[] {
  const { app, project } = facts
  const own = copyFolder(app.folder, project.place)
  if (project.file === undefined) return [own]
  // At the top of its workspace the application's folder has all the others, less what .dockerignore keeps away.
  if (project.place === '') return [own]
  const { files, folders } = sharedEntries(project)
  const why = ['The application, the packages of the workspace that it needs, and no other.']
  const settings: Step[] =
    files.length === 0 ? [] : [{ kind: 'copy', sources: files.map((name) => project.top.at(name)), to: './' }]
  const copies = [
    ...settings,
    ...folders.map((name) => copyFolder(project.top.at(name), name)),
    ...members.map((member) => copyFolder(member.app.folder, member.place)),
    own,
  ]
  return copies.map((copy, index) => (index === 0 ? { ...copy, why } : copy))
}

/** Commands of dependencies for a package of a workspace: its own, then those that are installed at the top. */
export function commandPath(project: Project, place = project.place): string {
  const folders = [...new Set([imageFolder(project, place), TOP])]
  return [...folders.map((folder) => `${folder}/node_modules/.bin`), '$PATH'].join(':')
}

/**
 * A command of a dependency as it is called in the application's folder. In a workspace it may be installed there or at
 * the top, so that it is found by PATH.
 */
export function commandIn(project: Project, text: string): string {
  return project.place === '' ? text : text.replace(/(^|[\s;&|(])(?:\.\/)?node_modules\/\.bin\//g, '$1')
}
