import { warningAt, type Found, type Warning } from '../../found.ts'
import { endOfLifeWarning } from '../../decide/releases.ts'
import type { App } from '../../view/file-view.ts'
import type { Mix } from './mix.ts'
import { ELIXIR_RELEASES } from './releases.ts'

/** What the user ought to know about the version, the lockfile, and what the running release needs. */
export function warningsOf(
  app: App,
  mix: Mix,
  version: Found<string>,
  files: readonly string[],
  phoenix: boolean,
  now: number,
): readonly Warning[] {
  const ended = endOfLifeWarning('Elixir', version.value, ELIXIR_RELEASES, now)
  const runtime = files.includes('config/runtime.exs') ? 'config/runtime.exs' : undefined
  const needs = requiredVariables(app.files.head(runtime ?? '') ?? '')
  const named = phoenix ? [...new Set(['PHX_HOST', ...needs])].sort() : needs
  return [
    ...(ended === undefined ? [] : [warningAt(version, ended)]),
    ...(app.files.isFile('mix.lock') || mix.dependencies.size === 0
      ? []
      : [
          {
            text: 'There is no lockfile: each build may install other versions. Commit mix.lock.',
            file: mix.file,
          },
        ]),
    ...(named.length === 0
      ? []
      : [
          {
            text: `The application reads ${named.join(', ')} when it starts: set them where the image runs.`,
            file: app.at(runtime ?? 'mix.exs'),
          },
        ]),
    ...(mix.dependencies.has('ecto_sql')
      ? [
          {
            text: 'The image migrates no database when it starts, as several tasks would do so at once: run the migrations as a task of its own, by "bin/NAME eval".',
            file: mix.file,
          },
        ]
      : []),
  ]
}

/** Variables without which the settings raise. */
function requiredVariables(text: string): readonly string[] {
  const strict = [...text.matchAll(/System\.fetch_env!\(\s*"(\w+)"/g)]
  const raised = [...text.matchAll(/System\.get_env\(\s*"(\w+)"\s*\)\s*\|\|\s*raise\b/g)]
  return [...new Set([...strict, ...raised].map(([, name = '']) => name))].sort()
}
