import type { Step } from '../../image/steps.ts'
import { join, type App } from '../../view/file-view.ts'
import type { PythonManager } from './managers/manager.ts'

/** Where the files of the repository are inside the image. */
export interface Layout {
  /** The application's folder. */
  readonly home: string
  /** The place of a path of the repository. */
  readonly place: (path: string) => string
  /** Copies the application's source. */
  readonly source: (app: App) => Step
  /** Copies folders of the repository beside it. */
  readonly siblings: readonly Step[]
}

/**
 * The application is at /app, whatever its folder; where packages beside it come along, all keep their places below
 * /app, as their paths to each other have to stay.
 */
export function layoutOf(app: App, { siblings = [], outside = [] }: PythonManager): Layout {
  const mirrored = outside.length > 0 || beside(app, siblings).length > 0
  const home = mirrored ? join('/app', app.folder) : '/app'
  const place = (path: string): string => {
    if (mirrored || app.folder === '') return join('/app', path)
    return join('/app', path === app.folder ? '' : path.slice(app.folder.length + 1))
  }
  return {
    home,
    place,
    source: ({ folder }) => copyFolder(folder, './'),
    siblings: siblings.map((folder) => copyFolder(folder, below(home, place(folder)))),
  }
}

/** The paths that are outside the application's folder. */
export function beside(app: App, paths: readonly string[]): readonly string[] {
  return paths.filter((path) => app.folder !== '' && !path.startsWith(`${app.folder}/`))
}

/** A folder of the image as COPY names it: relative where it is below the working directory. */
function below(home: string, folder: string): string {
  if (folder === home) return './'
  return folder.startsWith(`${home}/`) ? `.${folder.slice(home.length)}/` : `${folder}/`
}

function copyFolder(folder: string, to: string): Step {
  return folder === ''
    ? { kind: 'copy', sources: ['.'], to: '.' }
    : { kind: 'copy', sources: [`${folder}/`], to }
}

/** Copies each file into the folder that it stands in. */
export function copyFiles({ home, place }: Layout, files: readonly string[]): readonly Step[] {
  const parent = (file: string): string => place(file).split('/').slice(0, -1).join('/')
  const folders = [...new Set(files.map(parent))]
  return folders.map((folder, index): Step => {
    return {
      kind: 'copy',
      sources: files.filter((file) => parent(file) === folder),
      to: below(home, folder),
      ...(index === 0
        ? {
            why: [
              'Only what decides the dependencies, so that a change of source alone installs nothing again.',
            ],
          }
        : {}),
    }
  })
}
