import { describe, expect, it } from 'vitest'
import { errorOf, planFor } from './memory-view.ts'

type Files = Readonly<Record<string, string>>
const TORNADO = 'import tornado.web\napplication.listen(8888)\n'
const AIOHTTP = 'from aiohttp import web\napp = web.Application()\nweb.run_app(app, port=8080)\n'

const FOUND: readonly (readonly [
  name: string,
  requirements: string,
  files: Files,
  command: string,
  port: number,
])[] = [
  [
    'flask',
    'flask==3.1.0\ngunicorn==23.0.0',
    { 'wsgi.py': 'from shop import app\n', 'shop/__init__.py': 'app = make(1)' },
    'wsgi:app',
    8000,
  ],
  [
    'flask',
    'flask==3.1.0\nwaitress==3.0.0',
    { 'app.py': 'app = Flask(__name__)' },
    '--listen=0.0.0.0:8000 app:app',
    8000,
  ],
  [
    'flask',
    'flask==3.1.0',
    { 'app.py': 'app = Flask(__name__)\n', '.flaskenv': 'FLASK_APP=shop.web:site\n' },
    'shop.web:site',
    8000,
  ],
  [
    'flask',
    'flask==3.1.0\nflask-socketio==5.0',
    { 'app.py': 'app = Flask(__name__)' },
    '--workers 1 --threads 100',
    8000,
  ],
  [
    'fastapi',
    'fastapi[standard]==0.115.0',
    { 'main.py': 'app: FastAPI = FastAPI()' },
    'uvicorn --host 0.0.0.0',
    8000,
  ],
  [
    'fastapi',
    'fastapi==0.115.0\nhypercorn==0.17.0',
    { 'main.py': 'app = FastAPI()' },
    'hypercorn --bind 0.0.0.0:8000 main:app',
    8000,
  ],
  [
    'fastapi',
    'fastapi==0.115.0\nuvicorn==0.15.0',
    { 'main.py': 'app = FastAPI()' },
    'uvicorn --host 0.0.0.0 --port 8000 main:app',
    8000,
  ],
  [
    'fastapi',
    'fastapi==0.115.0\ngranian==2.0',
    { 'main.py': 'app = FastAPI()' },
    'granian --interface asgi',
    8000,
  ],
  [
    'litestar',
    'litestar[standard]==2.0.0',
    { 'main.py': 'def create_app() -> Litestar:\n    return Litestar([])\n' },
    '--factory',
    8000,
  ],
  ['starlette', 'starlette==0.45.0', { 'main.py': 'app = Starlette(routes=[])' }, 'main:app', 8000],
  [
    'quart',
    'quart==0.20.0',
    { 'main.py': 'app = Quart(__name__)' },
    'hypercorn --bind 0.0.0.0:8000 main:app',
    8000,
  ],
  ['falcon', 'falcon==4.0.0', { 'main.py': 'app = falcon.asgi.App()' }, 'uvicorn', 8000],
  ['falcon', 'falcon==4.0.0', { 'main.py': 'app = falcon.App()' }, 'gunicorn', 8000],
  ['bottle', 'bottle==0.13.0', { 'main.py': 'app = Bottle()' }, 'gunicorn', 8000],
  ['aiohttp', 'aiohttp==3.11.0', { 'main.py': AIOHTTP }, 'python main.py', 8080],
  [
    'aiohttp',
    'aiohttp==3.11.0\ngunicorn==23.0.0',
    { 'main.py': AIOHTTP },
    '--worker-class aiohttp.GunicornWebWorker',
    8000,
  ],
  [
    'sanic',
    'sanic==24.12.0',
    { 'server.py': 'app = Sanic("x")' },
    'sanic server:app --host 0.0.0.0 --port 8000',
    8000,
  ],
  ['tornado', 'tornado==6.5.0', { 'main.py': TORNADO }, 'python main.py', 8888],
  [
    'streamlit',
    'streamlit==1.40.0',
    { 'Home.py': 'import streamlit as st', 'pages/main.py': 'import streamlit as st' },
    'streamlit run Home.py --server.address 0.0.0.0 --server.port 8501',
    8501,
  ],
  [
    'streamlit',
    'streamlit==1.40.0',
    { 'app.py': 'import streamlit', '.streamlit/config.toml': '[server]\nport = 8600\n' },
    '--server.port 8600',
    8600,
  ],
  ['gradio', 'gradio==5.0.0', { 'app.py': 'import gradio as gr\ndemo.launch()' }, 'python app.py', 7860],
  ['dash', 'dash==3.0.0', { 'app.py': 'app = Dash(__name__)\nserver = app.server' }, 'app:server', 8000],
  [
    'dash',
    'dash==3.0.0',
    { 'app.py': 'from dash import Dash\napp = Dash(__name__)\napp.run()' },
    'python app.py',
    8050,
  ],
  [
    'chainlit',
    'chainlit==2.0.0',
    { 'app.py': 'import chainlit as cl' },
    'chainlit run app.py --headless --host 0.0.0.0 --port 8000',
    8000,
  ],
  ['fasthtml', 'python-fasthtml==0.12.0', { 'main.py': 'app, rt = fast_app(live=False)' }, 'main:app', 8000],
]

describe('the framework', () => {
  it.each(FOUND)('is %s with %j and %j', (name, requirements, files, command, port) => {
    const plan = planFor({ 'requirements.txt': `${requirements}\n`, ...files })
    expect(plan.framework.value).toBe(name)
    expect(plan.runCommand.value.join(' ')).toContain(command)
    expect(plan.port.value).toBe(port)
  })

  it('is the one whose application is there, of several that are asked for', () => {
    const files = {
      'requirements.txt': 'django==5.2\nflask==3.1.0\nfastapi==0.115.0\n',
      'main.py': 'app = FastAPI()',
    }
    const { framework } = planFor(files)
    expect(framework).toMatchObject({
      value: 'fastapi',
      considered: [{ value: 'django' }, { value: 'flask' }],
    })
  })

  it('is not one that another package brings along', () => {
    const files = {
      'pyproject.toml': '[project]\nname = "x"\ndependencies = ["gradio"]\n',
      'uv.lock':
        '[[package]]\nname = "x"\ndependencies = [{ name = "gradio" }]\n[[package]]\nname = "gradio"\ndependencies = [{ name = "fastapi" }]\n[[package]]\nname = "fastapi"\n',
      'app.py': 'import gradio as gr\ndemo.launch()\n',
    }
    const { framework, dockerfile } = planFor(files)
    expect(framework.value).toBe('gradio')
    expect(dockerfile).toMatch(/GRADIO_SERVER_NAME=0\.0\.0\.0/)
    expect(dockerfile).toMatch(/GRADIO_SERVER_PORT=7860/)
  })

  it('has no use for a factory that needs an argument', () => {
    const files = {
      'requirements.txt': 'flask==3.1.0\n',
      'shop.py': 'def create_app(config):\n    return Flask(__name__)\n',
    }
    expect(errorOf(() => planFor(files)).message).toMatch(/needs no argument/)
  })

  it.each([
    ['mkdocs alone', { 'requirements.txt': 'mkdocs==1.6.0\n', 'mkdocs.yml': 'site_name: x\n' }],
    ['nothing that listens', { 'main.py': 'print("x")\n' }],
  ])('%s is no application of Python', (_, files) => {
    const result = (() => {
      try {
        return planFor(files).language.value
      } catch {
        return 'none'
      }
    })()
    expect(result).not.toBe('python')
  })
})

describe('where imports start', () => {
  const module = (files: Files) =>
    planFor({ 'requirements.txt': 'fastapi==0.115.0\nuvicorn==0.34.0\n', ...files })

  it.each([
    ['the top', { 'app/main.py': 'app = FastAPI()' }, 'app.main:app', 'WORKDIR /app\n'],
    [
      'src',
      {
        'src/shop/__init__.py': '',
        'src/shop/main.py': 'from shop.db import x\napp = FastAPI()',
        'src/shop/db.py': '',
      },
      'shop.main:app',
      'PYTHONPATH=/app/src',
    ],
    [
      'the folder that its imports say',
      { 'backend/app/main.py': 'from app.db import x\napp = FastAPI()', 'backend/app/db.py': '' },
      'app.main:app',
      'WORKDIR /app/backend\n',
    ],
    [
      'the folder of the file',
      { 'backend/main.py': 'import db\napp = FastAPI()', 'backend/db.py': '' },
      'main:app',
      'WORKDIR /app/backend\n',
    ],
    [
      'above a relative import',
      { 'backend/main.py': 'from .db import x\napp = FastAPI()', 'backend/db.py': '' },
      'backend.main:app',
      'WORKDIR /app\n',
    ],
  ])('is %s', (_, files, target, line) => {
    const { runCommand, dockerfile } = module(files)
    expect(runCommand.value.at(-1)).toBe(target)
    expect(dockerfile.slice(dockerfile.indexOf('AS runtime'))).toContain(line)
  })
})
