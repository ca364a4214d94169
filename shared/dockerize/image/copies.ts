import type { Step } from './steps.ts'
import type { App } from '../view/file-view.ts'

/** Everything that .dockerignore lets through, from the application's folder. */
export function copySource(app: App): Step {
  return app.folder === ''
    ? { kind: 'copy', sources: ['.'], to: '.' }
    : { kind: 'copy', sources: [`${app.folder}/`], to: './' }
}

/**
 * Files and folders of the application, each to where it stands in it: files of one folder by one instruction, folders
 * by one each. `why` goes to the first.
 */
export function copyOnly(app: App, paths: readonly string[], why: string): readonly Step[] {
  const files = paths.filter((path) => !app.files.isFolder(path))
  const parents = [...new Set(files.map(parentOf))]
  const copies = [
    ...parents.map((parent): { readonly sources: readonly string[]; readonly to: string } => ({
      sources: files.filter((file) => parentOf(file) === parent).map((file) => app.at(file)),
      to: parent === '' ? './' : `./${parent}/`,
    })),
    ...paths
      .filter((path) => app.files.isFolder(path))
      .map((path) => ({ sources: [app.at(path)], to: `./${path}` })),
  ]
  return copies.map((copy, index): Step => ({
    kind: 'copy',
    ...copy,
    ...(index === 0 ? { why: [why] } : {}),
  }))
}

function parentOf(path: string): string {
  return path.split('/').slice(0, -1).join('/')
}

/** Why manifests are copied before the source. */
export const MANIFESTS_FIRST =
  'Only what decides the dependencies, so that a change of source alone installs nothing again.'

/**
 * The end of a build stage whose application writes to some of its folders: they are set apart, as a folder that is there
 * already keeps its owner when it is copied to. They are made where they are not there.
 */
export function setApart(folders: readonly string[]): readonly string[] {
  if (folders.length === 0) return []
  const names = folders.join(' ')
  return [`mkdir -p ${names} /writable`, `cp --archive --parents ${names} /writable/`, `rm -r ${names}`]
}

/** Brings them to where they belong. */
export function copyWritable(folders: readonly string[], owner: string): Step | undefined {
  if (folders.length === 0) return undefined
  return {
    kind: 'copy',
    why: [`What it writes to while it runs: ${folders.join(', ')}.`],
    from: 'build',
    sources: ['/writable'],
    to: '.',
    owner,
  }
}
