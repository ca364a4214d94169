import { withValue, type Found } from '../../../found.ts'
import { PORT_WORD } from '../../../parse/shell.ts'
import { parseToml } from '../../../parse/toml.ts'
import { isPort } from '../../../decide/routes.ts'
import type { App } from '../../../view/file-view.ts'
import { findName } from '../modules.ts'
import type { PythonFramework } from './framework.ts'

const DEFAULT = 8501

/** Streamlit: its own server runs a script. Source: Streamlit's documentation, "config.toml" and "Docker". */
export const streamlit: PythonFramework = {
  name: 'streamlit',
  package: 'streamlit',
  lookedFor: 'a script that imports streamlit',
  healthCheckPath: '/_stcore/health',
  target: (source) => {
    // Pages of an application of many are no applications themselves.
    const files = source.files.filter((file) => !/(?:^|\/)pages\//.test(file))
    const named = files.filter((file) => /(?:^|\/)(?:streamlit_app|Home|home|🏠.*)\.py$/u.test(file))
    const imports = /^[ \t]*(?:import|from)\s+(streamlit)\b/m
    const script = findName({ ...source, files: named }, imports) ?? findName({ ...source, files }, imports)
    if (script === undefined) return undefined
    const flags = ['--server.address', '0.0.0.0', '--server.port', PORT_WORD, '--server.headless', 'true']
    return {
      kind: 'process',
      found: withValue(script.name, ['streamlit', 'run', script.file, ...flags]),
      path: '',
      readsPort: false,
      port: configuredPort(source.app) ?? { value: DEFAULT, why: "Streamlit's default" },
      env: { STREAMLIT_BROWSER_GATHER_USAGE_STATS: 'false' },
    }
  },
}

function configuredPort(app: App): Found<number> | undefined {
  const path = '.streamlit/config.toml'
  const text = app.files.text(path)
  if (text === undefined) return undefined
  const toml = parseToml(app.at(path), text)
  const port = toml.get('server', 'port')
  const line = toml.lineOf('server', 'port')
  if (typeof port !== 'number' || !isPort(port)) return undefined
  return { value: port, file: toml.file, ...(line === undefined ? {} : { line }) }
}
