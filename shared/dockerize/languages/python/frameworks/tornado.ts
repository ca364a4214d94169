import { servingScript } from '../scripts.ts'
import type { PythonFramework } from './framework.ts'

/** Tornado: its own server is the one for production, started by the application's script. */
export const tornado: PythonFramework = {
  name: 'tornado',
  package: 'tornado',
  isClient: true,
  lookedFor: 'a script with `.listen(port)`',
  routes: /\(\s*r?['"]([\w/-]{2,40})\$?['"]\s*,\s*\w+/g,
  target: (source) => servingScript(source, ({ call }) => call === 'HTTPServer.listen'),
}
