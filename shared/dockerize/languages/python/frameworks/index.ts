import { aiohttp } from './aiohttp.ts'
import { blacksheep } from './blacksheep.ts'
import { bottle } from './bottle.ts'
import { chainlit } from './chainlit.ts'
import { dash } from './dash.ts'
import { django } from './django.ts'
import { falcon } from './falcon.ts'
import { fastapi } from './fastapi.ts'
import { fasthtml } from './fasthtml.ts'
import { flask } from './flask.ts'
import type { PythonFramework } from './framework.ts'
import { gradio } from './gradio.ts'
import { litestar } from './litestar.ts'
import { quart } from './quart.ts'
import { sanic } from './sanic.ts'
import { starlette } from './starlette.ts'
import { streamlit } from './streamlit.ts'
import { tornado } from './tornado.ts'

/** In the order in which they are looked for: what is built on another comes before it, client libraries last. */
export const PYTHON_FRAMEWORKS: readonly PythonFramework[] = [
  django,
  chainlit,
  streamlit,
  dash,
  fasthtml,
  litestar,
  fastapi,
  gradio,
  quart,
  sanic,
  flask,
  starlette,
  blacksheep,
  falcon,
  bottle,
  tornado,
  aiohttp,
]
