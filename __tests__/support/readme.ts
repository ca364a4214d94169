import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from './action-file.ts'

/** The YAML blocks of a Markdown file of the repository; the name is that of a marker `<!-- workflow: name -->`. */
export function yamlBlocks(path: string): { readonly name: string | undefined; readonly text: string }[] {
  const markdown = readFileSync(join(repositoryRoot, path), 'utf8')
  const blocks = markdown.matchAll(/(?:<!-- workflow: (?<name>[\w-]+) -->\s+)?```ya?ml\n(?<text>.*?)\n```/gs)
  return [...blocks].map(({ groups }) => ({ name: groups?.['name'], text: groups?.['text'] ?? '' }))
}

/** The workflow of that name in the README. Throws when there is none. */
export function readmeWorkflow(name: string): string {
  const block = yamlBlocks('README.md').find((candidate) => candidate.name === name)
  if (block === undefined) throw new Error(`README.md has no workflow marked "${name}".`)
  return block.text
}
