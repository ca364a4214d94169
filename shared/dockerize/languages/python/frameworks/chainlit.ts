import { withValue } from '../../../found.ts'
import { PORT_WORD } from '../../../parse/shell.ts'
import { findName } from '../modules.ts'
import type { PythonFramework } from './framework.ts'

/** Chainlit: its own server runs a script. Source: Chainlit's documentation, "Command Line Options". */
export const chainlit: PythonFramework = {
  name: 'chainlit',
  package: 'chainlit',
  lookedFor: 'a script that imports chainlit',
  target: (source) => {
    const script = findName(source, /^(?:import|from)\s+(chainlit)\b/m)
    if (script === undefined) return undefined
    const words = ['chainlit', 'run', script.file, '--headless', '--host', '0.0.0.0', '--port', PORT_WORD]
    return { kind: 'process', found: withValue(script.name, words), path: '', readsPort: false }
  },
}
