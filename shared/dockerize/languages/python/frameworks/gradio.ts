import { servingScript } from '../scripts.ts'
import type { PythonFramework } from './framework.ts'

/** Gradio: the script starts the server, which environment variables tell where to listen. */
export const gradio: PythonFramework = {
  name: 'gradio',
  package: 'gradio',
  lookedFor: 'a script with `.launch()`',
  target: (source) => servingScript(source, ({ call }) => call === 'launch'),
}
