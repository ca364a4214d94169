import { tablesAt, textAt, type Document } from '../parse/document.ts'
import { parseYamlFile } from '../parse/yaml.ts'
import type { App } from '../view/file-view.ts'
import { ownManifest } from './files.ts'
import { pathAt, portAt, type Told } from './told.ts'

const ENVIRONMENT = 'aws:elasticbeanstalk:application:environment'
const PROCESS = 'aws:elasticbeanstalk:environment:process:default'

/**
 * Elastic Beanstalk: Dockerrun.aws.json, and the options in .ebextensions. Source: AWS Elastic Beanstalk developer
 * guide, "Docker configuration" and "General options for all environments".
 */
export function beanstalk(app: App): readonly Told[] {
  const run = ownManifest(app, ['Dockerrun.aws.json'])
  const extensions = app.files
    .list('.ebextensions')
    .filter(({ name }) => name.endsWith('.config'))
    .flatMap(({ name }): readonly Told[] => {
      const path = `.ebextensions/${name}`
      const text = app.files.text(path)
      return text === undefined ? [] : [options(parseYamlFile(app.at(path), text))]
    })
  return run === undefined ? extensions : [{ port: portAt(run, 'Ports', 0, 'ContainerPort') }, ...extensions]
}

// A table by namespace, or a list of single options.
function options(document: Document): Told {
  const at = (namespace: string, name: string): readonly (string | number)[] => {
    const entry = tablesAt(document, 'option_settings').find(
      ({ table, index }) =>
        table['namespace'] === namespace &&
        textAt(document, 'option_settings', index, 'option_name')?.value === name,
    )
    return entry === undefined
      ? ['option_settings', namespace, name]
      : ['option_settings', entry.index, 'value']
  }
  return {
    port: portAt(document, ...at(ENVIRONMENT, 'PORT')) ?? portAt(document, ...at(PROCESS, 'Port')),
    healthCheckPath: pathAt(document, ...at(PROCESS, 'HealthCheckPath')),
  }
}
