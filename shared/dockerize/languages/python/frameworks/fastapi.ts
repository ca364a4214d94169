import { foundAt } from '../../../parse/document.ts'
import { servedObject } from '../objects.ts'
import { servingScript } from '../scripts.ts'
import type { PythonFramework } from './framework.ts'

/** FastAPI: an ASGI application; where no file has it in the open, the script that starts uvicorn. */
export const fastapi: PythonFramework = {
  name: 'fastapi',
  package: 'fastapi',
  lookedFor: '`app = FastAPI(...)`, `def create_app()` that needs no argument, or `uvicorn.run(...)`',
  routes: /@\w*(?:app|application|api|router)\.get\(\s*(?:path\s*=\s*)?['"]([\w/-]{2,40})['"]/g,
  mounts: { by: /\bprefix\s*=/, home: /\bFastAPI\(/, not: /router|api\./ },
  target: (source, { pyproject }) => {
    // Source: FastAPI's documentation, "FastAPI CLI": the entry point in pyproject.toml.
    const entry = pyproject?.get('tool', 'fastapi', 'entrypoint')
    if (pyproject !== undefined && typeof entry === 'string') {
      const found = foundAt(pyproject, entry, 'tool', 'fastapi', 'entrypoint')
      return { kind: 'object', found, protocol: 'asgi', factory: false, path: '' }
    }
    return servedObject(source, '(?:fastapi\\.)?FastAPI', 'asgi') ?? servingScript(source)
  },
}
