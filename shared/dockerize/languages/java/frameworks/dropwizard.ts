import { withValue, type Found } from '../../../found.ts'
import { parseYaml } from '../../../parse/yaml.ts'
import { isPort } from '../../../decide/routes.ts'
import type { App } from '../../../view/file-view.ts'
import { placeholder } from '../configuration.ts'
import { findDependency } from '../project.ts'
import { plainArchive } from './archive.ts'
import type { JavaFramework } from './framework.ts'
import { ROUTES } from './libraries.ts'
import { isTable } from '../../../parse/toml.ts'

const FILES = ['config.yml', 'config.yaml', 'configuration.yml', 'src/main/resources/config.yml']

/** Dropwizard: told to serve, and by which file, when it starts. Source: its manual, "Getting Started". */
export const dropwizard: JavaFramework = {
  name: 'dropwizard',
  reveals: (project) => findDependency(project, 'io.dropwizard:dropwizard-core*')?.found,
  defaultPort: 8080,
  routes: ROUTES,
  shape: (context) => {
    const shape = plainArchive(context, dropwizard.name)
    const { app } = context
    const file = FILES.find((path) => app.files.isFile(path))
    const words = [...shape.arguments.value, 'server']
    if (file === undefined) return { ...shape, arguments: withValue(shape.arguments, words) }
    const name = file.split('/').at(-1) ?? file
    const port = connectorPort(app, file)
    return {
      ...shape,
      copies: [...shape.copies, { kind: 'copy', sources: [app.at(file)], to: './' }],
      arguments: withValue(shape.arguments, [...words, name]),
      ...(port === undefined ? {} : { port }),
    }
  },
}

function connectorPort(app: App, file: string): Found<number> | undefined {
  const yaml: unknown = parseYaml(app.at(file), app.files.text(file) ?? '')
  const server = isTable(yaml) && isTable(yaml['server']) ? yaml['server'] : {}
  const list = server['applicationConnectors'] ?? server['connector']
  const first: unknown = Array.isArray(list) ? list[0] : list
  const port = isTable(first) ? Number(placeholder(String(first['port'])).value) : NaN
  return isPort(port) ? { value: port, file: app.at(file) } : undefined
}
