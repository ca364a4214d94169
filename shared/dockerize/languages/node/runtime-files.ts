import { ignoreLines, isIgnored } from '../../parse/dockerignore.ts'
import type { App } from '../../view/file-view.ts'

// Source and what only builds, tests or people need; what a build makes comes from its stage.
const NOT_RUN = new Set(
  `src test tests __tests__ __mocks__ spec e2e docs coverage node_modules scripts examples bin.ts patches
  package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml pnpm-workspace.yaml Procfile Makefile
  docker-compose.yml docker-compose.yaml compose.yml compose.yaml jest.setup.ts`.split(/\s+/),
)
const NOT_RUN_PATTERN =
  /^\.|^(?:Dockerfile|LICEN[CS]E|README|CHANGELOG|CONTRIBUTING|SECURITY|CODE_OF_CONDUCT|AUTHORS)|\.(?:md|ts|tsx|mts|cts|tsbuildinfo|log)$|^tsconfig.*\.json$|^(?:nest-cli|tslint|biome|renovate|turbo|nx)\.json$|\.config\.\w+$/

/**
 * What a built server needs beside its dependencies: the folder that the start command names, and what stands beside
 * the source (views, public files, templates). Paths below the application.
 */
export function runtimeEntries(
  app: App,
  argv: readonly string[],
): { readonly folders: readonly string[]; readonly names: readonly string[] } {
  const started = argv.slice(1).find((word) => !word.startsWith('-') && !word.startsWith('node_modules/'))
  const first = started?.replace(/^\.\//, '').split('/')[0]
  const kept = keptOut(app)
  const entries = app.files
    .list('')
    .filter(({ name }) => !NOT_RUN.has(name) && !NOT_RUN_PATTERN.test(name) && !kept(name))
  const folders = new Set(entries.filter(({ kind }) => kind === 'folder').map(({ name }) => name))
  const names = new Set(entries.filter(({ kind }) => kind === 'file').map(({ name }) => name))
  names.add('package.json')
  if (first !== undefined && started?.includes('/')) folders.add(first)
  return { folders: [...folders].sort(), names: [...names].sort() }
}

/** What a .dockerignore that is there keeps out of the build: no stage has it. */
function keptOut(app: App): (name: string) => boolean {
  const file = app.folder === '' ? '.dockerignore' : app.at('Dockerfile.dockerignore')
  const lines = ignoreLines(app.repository.text(file) ?? '')
  return (name) => isIgnored(lines, app.at(name))
}
