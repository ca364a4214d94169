import { UserError } from '../../../errors.ts'
import { sources, type App } from '../../view/file-view.ts'
import { projectsIn, readProject, type Project } from './project.ts'

/** The project to publish, and those of the repository that it is built from, itself first. */
export interface Choice {
  readonly project: Project
  readonly closure: readonly Project[]
}

/**
 * The application's one project that serves: the one in its folder, else the only one below. A site that another project
 * serves is a part of that. Throws a UserError for none and for several, naming them.
 */
export function chooseProject(app: App): Choice {
  const projects = projectsIn(app)
  const direct = projects.filter(({ folder }) => folder === app.folder)
  const among = servers(app, direct)
  const found = among.length > 0 ? among : servers(app, projects)
  const [project, second] = found
  if (project !== undefined && second === undefined) {
    return { project, closure: closureOf(app, project) }
  }
  if (project === undefined) {
    const others = projects.filter(({ kind }) => kind !== 'test').map(({ path }) => path)
    throw new UserError(
      `No project in ${app.at('') || 'the repository'} serves HTTP: looked for the SDKs Microsoft.NET.Sdk.Web and Microsoft.NET.Sdk.BlazorWebAssembly${others.length === 0 ? '' : ` in ${others.join(', ')}`}.`,
      'Set the input "root-directory" to the folder of the one that does, or write a Dockerfile.',
    )
  }
  throw new UserError(
    `There are several applications: ${found.map(({ path }) => path).join(', ')}.`,
    `Set the input "root-directory" to one of their folders, for example ${project.folder || '.'}.`,
  )
}

/** The projects that serve HTTP. */
export function servers(app: App, projects: readonly Project[]): readonly Project[] {
  const serving = projects.filter(
    (one) => one.kind === 'web' || one.kind === 'site' || (one.kind === 'program' && listens(app, one)),
  )
  const parts = new Set(
    serving.flatMap((one) =>
      closureOf(app, one)
        .slice(1)
        .map(({ path }) => path),
    ),
  )
  const whole = serving.filter(({ path }) => !parts.has(path))
  return whole.length === 0 ? serving : whole
}

function listens({ repository }: App, { folder }: Project): boolean {
  return sources(repository, ['.cs', '.fs', '.vb'], 2000)
    .filter((file) => folder === '' || file.startsWith(`${folder}/`))
    .some((file) => /\b(?:HttpListener|TcpListener)\b/.test(repository.head(file) ?? ''))
}

function closureOf({ repository }: App, project: Project): readonly Project[] {
  const found = new Map([[project.path, project]])
  for (const { references } of found.values()) {
    for (const path of references) {
      const referenced = found.has(path) ? undefined : readProject(repository, path)
      if (referenced !== undefined) found.set(path, referenced)
    }
  }
  return [...found.values()]
}
