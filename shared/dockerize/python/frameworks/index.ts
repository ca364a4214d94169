import { django } from './django.ts'
import { fastapi } from './fastapi.ts'
import { flask } from './flask.ts'
import type { PythonFramework } from './framework.ts'

/** In the order in which they are looked for. */
export const PYTHON_FRAMEWORKS: readonly PythonFramework[] = [django, fastapi, flask]
