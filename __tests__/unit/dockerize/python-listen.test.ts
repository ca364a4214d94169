import { describe, expect, it } from 'vitest'
import { errorOf, planFor } from './memory-view.ts'

const REQUIREMENTS = { 'requirements.txt': 'requests==2.32.0\n' }

describe('a script that listens', () => {
  it.each([
    ["HTTPServer(('', 9000), Handler).serve_forever()", 9000],
    ["PORT = int(os.environ.get('PORT', 9001))\nHTTPServer(('0.0.0.0', PORT), Handler)", 9001],
    ['with socketserver.TCPServer(("", 9002), Handler) as httpd: ...', 9002],
    ['uvicorn.run("main:app", host="0.0.0.0", port=9003)', 9003],
    ['uvicorn.run(app, host="0.0.0.0", port=int(os.getenv("PORT") or 9004))', 9004],
    ['parser.add_argument("--port", type=int, default=9005)\nmake_server("", args.port, app)', 9005],
    ['from waitress import serve\nserve(app, host="0.0.0.0", port=9006)', 9006],
    ['from nicegui import ui\nui.run(port=9007)', 9007],
    ["pywsgi.WSGIServer(('0.0.0.0', 9008), app).serve_forever()", 9008],
  ])('%j is run, and found on its port', (code, port) => {
    const { runCommand, port: found, framework } = planFor({ ...REQUIREMENTS, 'main.py': `${code}\n` })
    expect(runCommand.value).toEqual(['python', 'main.py'])
    expect(found).toMatchObject({ value: port, file: 'main.py' })
    expect(framework.value).toBe('python')
  })

  it.each([
    ['uvicorn.run(app)', 'which is the default of uvicorn.run'],
    ['uvicorn.run(app, host="localhost", port=8000)', 'listens on localhost'],
    ["HTTPServer(('127.0.0.1', 8000), Handler)", 'main.py:1 listens on 127.0.0.1'],
    ['HOST = "127.0.0.1"\nuvicorn.run(app, host=HOST)', 'main.py:2 listens on 127.0.0.1'],
  ])('%j is refused: nobody could reach it', (code, message) => {
    const { message: said, hint } = errorOf(() => planFor({ ...REQUIREMENTS, 'main.py': `${code}\n` }))
    expect(said).toContain(message)
    expect(hint).toContain('0.0.0.0')
  })

  it('takes address and port by the variables that it reads', () => {
    const code = 'uvicorn.run(app, host=os.getenv("BIND", "127.0.0.1"), port=int(os.environ["HTTP_PORT"]))\n'
    const { dockerfile } = planFor({ ...REQUIREMENTS, 'main.py': code })
    expect(dockerfile).toMatch(/BIND=0\.0\.0\.0/)
    expect(dockerfile).toMatch(/HTTP_PORT=8000/)
  })

  it('is no example in a docstring or comment', () => {
    const code = '"""Run\nuvicorn.run(app)\n"""\n# HTTPServer(("", 80), H)\nprint("x")\n'
    expect(errorOf(() => planFor({ ...REQUIREMENTS, 'main.py': code })).message).toMatch(/No start command/)
  })

  it.each([
    [
      'a package by its name',
      { 'shop/__main__.py': 'uvicorn.run(app, host="0.0.0.0")\n' },
      ['python', '-m', 'shop'],
    ],
    [
      'a module of a package',
      {
        'shop/__init__.py': '',
        'shop/web.py': 'from shop.x import y\nHTTPServer(("", 80), H)\n',
        'shop/x.py': '',
      },
      ['python', '-m', 'shop.web'],
    ],
    [
      'the file that starts another',
      {
        'run.py': 'from server import main\nif __name__ == "__main__":\n    main()\n',
        'server.py': 'def main():\n    HTTPServer(("", 80), H)\n',
      },
      ['python', 'run.py'],
    ],
  ])('is run as %s', (_, files, argv) => {
    expect(planFor({ ...REQUIREMENTS, ...files }).runCommand.value).toEqual(argv)
  })

  it('is run by its entry point where it is installed', () => {
    const pyproject =
      '[project]\nname = "shop"\nversion = "1"\ndependencies = []\n[project.scripts]\nshop = "shop.cli:main"\n[build-system]\nrequires = []\n'
    const files = {
      'pyproject.toml': pyproject,
      'src/shop/cli.py': 'def main():\n    HTTPServer(("", 9000), H)\n',
    }
    const { runCommand, dockerfile } = planFor(files)
    expect(runCommand).toMatchObject({ value: ['shop'], file: 'pyproject.toml', line: 6 })
    expect(dockerfile).toContain('pip install --no-deps .')
  })

  it('needs no manifest, and then no environment', () => {
    const { dockerfile } = planFor({ 'server.py': 'HTTPServer(("", 9000), H)\n' })
    expect(dockerfile).not.toContain('/opt/venv')
    expect(dockerfile).toContain('STOPSIGNAL SIGINT')
  })

  it('keeps its own handler of SIGTERM', () => {
    const code = 'signal.signal(signal.SIGTERM, stop)\nHTTPServer(("", 9000), H)\n'
    expect(planFor({ 'server.py': code }).dockerfile).not.toContain('STOPSIGNAL')
  })
})

describe('a command that somebody wrote', () => {
  const flask = { 'requirements.txt': 'flask==3.1.0\n', 'app.py': 'app = Flask(__name__)\n' }
  const planned = (runCommand: string, files: Readonly<Record<string, string>> = {}) =>
    planFor({ ...flask, ...files }, { runCommand })

  it.each([
    ['uvicorn main:app', 'UVICORN_HOST=0.0.0.0'],
    ['uvicorn main:app', 'UVICORN_PORT=8000'],
    ['python -m uvicorn main:app --port 9000', 'UVICORN_HOST=0.0.0.0'],
    ['streamlit run app.py', 'STREAMLIT_SERVER_PORT=8501'],
    ['hypercorn app:app', 'CMD ["hypercorn", "app:app", "--bind", "0.0.0.0:8000"]'],
    ['daphne -p 9000 app:app', '"-p", "9000", "app:app", "-b", "0.0.0.0"]'],
    ['uv run gunicorn app:app', 'CMD ["gunicorn", "app:app"]'],
    ['python -m http.server 9000', 'EXPOSE 9000'],
    ['waitress-serve app:app', 'EXPOSE 8080'],
    ['waitress-serve app:app', 'STOPSIGNAL SIGINT'],
  ])('%s: %s', (command, line) => {
    expect(planned(command).dockerfile).toContain(line)
  })

  it.each([
    'uvicorn a:app --host 127.0.0.1',
    'gunicorn -b localhost:8000 a:app',
    'hypercorn --bind=127.0.0.1:80 a:app',
  ])('%s is refused: nobody could reach it', (command) => {
    expect(errorOf(() => planned(command)).message).toMatch(/nothing outside the container/)
  })

  it.each([
    ["bind = '0.0.0.0:9100'\n", 9100],
    ["bind = f\"0.0.0.0:{os.environ.get('PORT', '9200')}\"\n", 9200],
    ['workers = 3\n', 8000],
  ])("gunicorn's own settings %j give its port", (config, port) => {
    const files = { 'gunicorn.conf.py': config }
    expect(planned('gunicorn app:app', files).port.value).toBe(port)
    const { runCommand, port: found } = planFor({ ...flask, ...files })
    expect(runCommand.value).toEqual(['gunicorn', 'app:app'])
    expect(found.value).toBe(port)
  })

  it('warns where an input cannot move what the source fixes', () => {
    const { warnings } = planFor({ 'main.py': 'HTTPServer(("", 9000), H)\n' }, { port: 80 })
    expect(warnings.map(({ text }) => text).join()).toMatch(/listens on 9000 whatever it is told/)
  })
})
