import { parseJson } from '../../../parse/json.ts'
import type { Project } from './project.ts'

/** The repository's own way to run a script of a package after those of the packages that it depends on. */
export interface TaskRunner {
  readonly value: (script: string) => string
  readonly file: string
  readonly why: string
  /** Whether it knows how to build a package that has no script for it. */
  readonly infers: boolean
}

/** Turborepo or Nx at a workspace's top, where the application is one of its packages; otherwise undefined. */
export function taskRunner(project: Project): TaskRunner | undefined {
  return project.place === '' ? undefined : (turborepo(project) ?? nx(project))
}

/**
 * Turborepo, where it knows the task and which package manager calls the scripts. Source: Turborepo's documentation,
 * "Configuring turbo.json", `tasks` (`pipeline` before version 2), and "packageManager" in package.json.
 */
function turborepo({ top, manifest, place, name }: Project): TaskRunner | undefined {
  const file = ['turbo.json', 'turbo.jsonc'].find((path) => top.files.isFile(path))
  const text = file === undefined ? undefined : top.files.text(file)
  if (file === undefined || text === undefined || manifest.dependency('turbo') === undefined) return undefined
  if (manifest.json.string('packageManager') === undefined) return undefined
  const json = parseJson(top.at(file), text, 'jsonc')
  if (json.get('tasks', 'build') === undefined && json.get('pipeline', 'build') === undefined)
    return undefined
  return {
    value: (script) => `node_modules/.bin/turbo run ${script} --filter=${name ?? `./${place}`}`,
    file: top.at(file),
    why: 'Turborepo',
    infers: false,
  }
}

/** Nx. Source: Nx's documentation, "Run tasks": `nx run PROJECT:TARGET`; a project is called as its package. */
function nx({ top, manifest, name }: Project): TaskRunner | undefined {
  if (!top.files.isFile('nx.json') || manifest.dependency('nx') === undefined || name === undefined) {
    return undefined
  }
  return {
    value: (script) => `NX_DAEMON=false node_modules/.bin/nx run ${name}:${script}`,
    file: top.at('nx.json'),
    why: 'Nx',
    infers: true,
  }
}
