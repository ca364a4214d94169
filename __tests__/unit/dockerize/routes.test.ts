import { describe, expect, it } from 'vitest'
import { withoutComments } from '../../../shared/dockerize/parse/comments.ts'
import { healthPath, portIn, portInArguments } from '../../../shared/dockerize/decide/routes.ts'
import { memoryApp, planFor } from './memory-view.ts'

const PORTS = [/PORT \|\| (\d+)/, /listen\((\d+)/, /port: (\d+)/]
const ROUTES = /app\.get\('([^']+)'/g

function port(files: Readonly<Record<string, string>>): unknown {
  return portIn(memoryApp(files), Object.keys(files), PORTS)
}

describe('the port in source', () => {
  it.each([
    [
      'what is strongest, whichever file has it',
      { 'a.js': 'x\nlisten(1)', 'b.js': 'y\n\nPORT || 2' },
      [2, 'b.js', 3],
    ],
    ['of the same kind the first file', { 'a.js': 'listen(1)', 'b.js': 'listen(2)' }, [1, 'a.js', 1]],
    [
      'not what comments say',
      { 'a.js': '// listen(1)\n/* listen(2)\nlisten(3) */ listen(4)' },
      [4, 'a.js', 3],
    ],
    [
      'not what comments say, in Python',
      { 'a.py': '# listen(1)\nx = "# no comment"\nlisten(2)' },
      [2, 'a.py', 3],
    ],
    [
      'not the port of a database',
      { 'db.js': 'listen(5432)\nport: 6379', 'a.js': 'port: 3000' },
      [3000, 'a.js', 1],
    ],
    [
      'not the port of a database before that of the server',
      { 'a.js': 'port: 27017\nport: 3000' },
      [3000, 'a.js', 2],
    ],
  ])('is %s', (_name, files, [value, file, line]) => {
    expect(port(files)).toEqual({ value, file, line })
  })

  it.each([[{}], [{ 'a.js': 'listen(0)' }], [{ 'a.js': 'listen(99999)' }], [{ 'a.js': '// PORT || 3000' }]])(
    'is not told by %j',
    (files) => {
      expect(port(files)).toBeUndefined()
    },
  )
})

describe('the health path in source', () => {
  it.each([
    ["app.get('/users')\napp.get('/health')", '/health', 2],
    ["// app.get('/healthz')\napp.get('/api/health/')", '/api/health/', 2],
    ["app.get('/status')\napp.get('healthy')", '/healthy', 2],
    ["/* app.get('/health') */", undefined, undefined],
    ["app.get('/health/:id')", undefined, undefined],
  ])('%j has %s', (text, value, line) => {
    const found = healthPath(memoryApp({ 'a.js': text }), ['a.js'], ROUTES)
    expect([found?.value, found?.line]).toEqual([value, line])
  })
})

describe('comments', () => {
  it.each([
    ['a.js', "a('http://x') // b", "a('http://x')     "],
    ['a.ts', '`// ${x} /* */`/*\n*/y', '`// ${x} /* */`  \n  y'],
    ['a.js', '"a\\"//b"//c', '"a\\"//b"   '],
    ['a.js', "don't // go\nx // y", "don't // go\nx     "],
    ['a.rs', "fn f<'a>(x: &'a str) {} // y", "fn f<'a>(x: &'a str) {}     "],
    ['a.py', '"""# a\n#b"""#c', '"""# a\n#b"""  '],
    ['a.php', 'x # a\ny // b', 'x    \ny     '],
    ['a.php', "#[Route('/x')] # y", "#[Route('/x')]    "],
    ['a.html', '<!-- a -->', '<!-- a -->'],
    ['a.go', 'x /* never ends', 'x              '],
  ])('of %s: %j', (path, text, code) => {
    expect(withoutComments(path, text)).toBe(code)
  })

  it('are found in time that grows with the text alone', () => {
    expect(withoutComments('a.js', '/*'.repeat(100_000))).toHaveLength(200_000)
    expect(withoutComments('a.js', "'\n".repeat(50_000))).toHaveLength(100_000)
  })
})

it.each([
  [['x', '-p', '3000'], 3000],
  [['x', '--port=3000'], 3000],
  [['gunicorn', '--bind', '0.0.0.0:8000'], 8000],
  [['x', '--port', '$PORT'], undefined],
  [['mkdir', '-p', 'a'], undefined],
])('%j binds %s', (argv, bound) => {
  expect(portInArguments(argv)).toBe(bound)
})

describe('a route below a path that it does not name', () => {
  const fastapi = (more: string): Readonly<Record<string, string>> => ({
    'requirements.txt': 'fastapi==0.115.0\n',
    'main.py': `app = FastAPI()\n${more}\n`,
    'routes.py': "router = APIRouter()\n@router.get('/health')\ndef health(): ...\n",
  })
  const flask = (register: string): Readonly<Record<string, string>> => ({
    'requirements.txt': 'flask==3.1.0\n',
    'app.py': `app = Flask(__name__)\napp.register_blueprint(bp${register})\n`,
    'routes.py': "@bp.route('/health')\ndef health(): ...\n",
  })
  const hono = (main: string): Readonly<Record<string, string>> => ({
    'package.json': '{"dependencies":{"hono":"4"},"scripts":{"start":"node server.js"}}',
    'server.js': `const app = new Hono()\n${main}\nserve(app)\n`,
    'routes.js': "const app = new Hono()\napp.get('/health', ok)\nexport default app\n",
  })
  const go = (main: string, other: string): Readonly<Record<string, string>> => ({
    'go.mod': 'module example.com/a\n\ngo 1.26\n',
    'main.go': `package main\n\nimport "net/http"\n\nfunc main() {\n${main}\n\thttp.ListenAndServe(":8080", r)\n}\n`,
    'routes.go': `package main\n\nfunc routes(r Router) {\n${other}\n}\n`,
  })
  const rails = (routes: string): Readonly<Record<string, string>> => ({
    Gemfile: "source 'https://example.com'\ngem 'rails'\n",
    'Gemfile.lock': 'GEM\n  specs:\n    rails (8.0.0)\n\nPLATFORMS\n  ruby\n\nDEPENDENCIES\n  rails\n',
    'config/application.rb': '',
    'config/routes.rb': `Rails.application.routes.draw do\n${routes}\nend\n`,
  })

  it.each([
    ['FastAPI, without a prefix', fastapi('app.include_router(router)'), '/health'],
    ['FastAPI, with one', fastapi("app.include_router(router, prefix='/v1')"), '/'],
    ['FastAPI, of the application', fastapi("x(prefix='/v1')\n@app.get('/ping')"), '/ping'],
    ['Flask, without a prefix', flask(''), '/health'],
    ['Flask, with one', flask(", url_prefix='/v1'"), '/'],
    ['Hono, without a path', hono("app.route('/', routes)"), '/health'],
    ['Hono, with one', hono("app.route('/v1', routes)"), '/'],
    ['Hono, of the application', hono("app.route('/v1', routes)\napp.get('/ping', ok)"), '/ping'],
    ['Go, without a group', go('\troutes(r)', '\tr.GET("/health", ok)'), '/health'],
    ['Go, with one', go('\troutes(r.Group("/v1"))', '\tr.GET("/health", ok)'), '/'],
    ['Go, beside one', go('\tr.Group("/v1")\n\tr.GET("/ping", ok)', ''), '/ping'],
    ['Rails', rails("  get 'health', to: 'a#b'"), '/health'],
    ['Rails, in a namespace', rails("  namespace :api do\n    get 'health', to: 'a#b'\n  end"), '/'],
  ])('is not taken by its word: %s', (_, files, path) => {
    expect(planFor(files).healthCheckPath.value).toBe(path)
  })

  it('is that of the project, in Django', () => {
    const files = {
      'requirements.txt': 'django==5.2\n',
      'manage.py': "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n",
      'api/urls.py': "urlpatterns = [path('health/', ok)]\n",
      'shop/urls.py': "urlpatterns = [path('api/', include('api.urls')), path('ping/', ok)]\n",
      'shop/wsgi.py': 'application = get_wsgi_application()\n',
      'shop/settings.py': "SECRET_KEY = 'x'\n",
    }
    expect(planFor(files).healthCheckPath.value).toBe('/ping/')
  })
})
