import { readHints, type Hints } from '../../../shared/dockerize/hints/index.ts'
import { memoryApp } from './memory-view.ts'

export type Files = Readonly<Record<string, string | object>>

/** What the manifests among these files tell of the application in a folder. */
export function hints(files: Files, folder = ''): Hints {
  return readHints(memoryApp(files, folder))
}

/** The values alone, without those that nothing told, and the number of warnings where there are some. */
export function hintValues(files: Files, folder = ''): Readonly<Record<string, unknown>> {
  const { start, build, port, healthCheckPath, siteFolder, fallback, warnings } = hints(files, folder)
  const told = Object.entries({ start, build, port, healthCheckPath, siteFolder, fallback }).flatMap(
    ([name, found]): readonly [string, unknown][] => (found === undefined ? [] : [[name, found.value]]),
  )
  return { ...Object.fromEntries(told), ...(warnings.length === 0 ? {} : { warnings: warnings.length }) }
}
