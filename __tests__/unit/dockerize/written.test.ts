import { describe, expect, it } from 'vitest'
import { planFor } from './memory-view.ts'

type Case = readonly [what: string, code: string, folders: string | undefined]

/** The folders that the image gives to the user. */
function given(files: Readonly<Record<string, string>>): string | undefined {
  return /install --directory --owner=\d+ --group=\d+ (.*?)(?: \\)?$/m.exec(planFor(files).dockerfile)?.[1]
}

describe('what a Node.js server writes', () => {
  const cases: readonly Case[] = [
    ['a folder of uploads', "multer({ dest: 'uploads/' })", 'uploads'],
    ['a folder beside the source', "fs.mkdirSync(path.join(__dirname, '..', 'files'))", 'files'],
    ['a folder by its name', "const dir = path.resolve('files')\nfs.mkdirSync(dir)", 'files'],
    ['what the environment may move', "const dir = process.env.DIR || './files'\nmkdir(dir)", 'files'],
    ['a database', "new Database('data/app.db')", 'data'],
    ['a database beside the source', "new DatabaseSync('app.db')", '.'],
    ['a log', "new winston.transports.File({ level: 'error', filename: 'logs/e.log' })", 'logs'],
    ['a template', 'fs.createWriteStream(`${process.cwd()}/dumps/a.csv`)', 'dumps'],
    ['a folder with a space', "fs.mkdirSync('my files')", '"my files"'],
    ['a file in a folder that is written', "mkdir('a')\nfs.writeFile('a/b/c.txt', '')", 'a'],
    ['nothing: a comment', "// fs.mkdirSync('files')", undefined],
    ['nothing: another place', "fs.writeFile('/tmp/a', '')\nfs.mkdirSync('../a')", undefined],
    ['nothing: a path of the machine', "fs.mkdirSync(path.join(os.tmpdir(), 'a'))", undefined],
    ['nothing: generated code', "fs.writeFile('schema.graphql', '')\nfs.mkdirSync('dist')", undefined],
    ['nothing: a path that has to be known', 'fs.writeFile(`${dir}/a`, "")\nmkdir(dir)', undefined],
    ['nothing: what only reads', "fs.readFileSync('data/a.json')", undefined],
  ]

  it.each(cases)('%s', (_, code, folders) => {
    const files = { 'package.json': '{"scripts":{"start":"node src/server.js"}}' }
    expect(given({ ...files, 'src/server.js': `${code}\nhttp.createServer().listen(3000)\n` })).toBe(folders)
  })

  it('is where the build puts the file, if it is told from there', () => {
    const manifest = {
      scripts: { build: 'tsc', start: 'node dist/server.js' },
      devDependencies: { typescript: '5' },
    }
    const code = "mkdir(path.join(__dirname, 'a'))\nmkdir(join(__dirname, '../b'))\napp.listen(3000)\n"
    expect(
      given({ 'package.json': JSON.stringify(manifest), 'tsconfig.json': '{}', 'src/server.ts': code }),
    ).toBe('b dist/a')
  })

  it('is not what scripts, tests and configurations write', () => {
    const files = {
      'package.json': '{"scripts":{"start":"node server.js"}}',
      'server.js': 'app.listen(3000)\n',
    }
    const code = "fs.mkdirSync('files')\n"
    expect(
      given({ ...files, 'scripts/seed.js': code, 'app.config.js': code, 'build.mjs': code }),
    ).toBeUndefined()
  })

  it('is what the started file loads, as far as that can be told', () => {
    const files = {
      'package.json': '{"scripts":{"start":"node server.js"}}',
      'server.js': "require('./lib/a')\napp.listen(3000)\n",
      'lib/a.js': "Store.folder = args.folder || './data/'\nfs.mkdirSync(Store.folder)\n",
      'extra/release.js': "fs.writeFileSync('package.json', '')\n",
    }
    expect(given(files)).toBe('data')
    const dynamic = "fs.readdirSync('lib').forEach((name) => require(`./lib/${name}`))\n"
    expect(given({ ...files, 'server.js': `require(name)\n${dynamic}app.listen(3000)\n` })).toBe('. data')
  })

  it('is told with its place, and what to do', () => {
    const code = "app.listen(3000)\nnew Database('app.db')\nmulter({ dest: 'files' })\n"
    const files = {
      'package.json': '{"scripts":{"start":"node server.js"}}',
      'server.js': code,
      'app.db': '',
    }
    const { dockerfile, warnings } = planFor(files)
    expect(dockerfile).toContain(
      "# What it writes to while it runs (server.js:2): the user's, as nothing else is.\nRUN install --directory --owner=1000 --group=1000 . files \\\n && if [ -e app.db ]; then chown 1000:1000 app.db; fi\n",
    )
    expect(warnings).toContainEqual({
      file: 'server.js',
      line: 2,
      text: 'Written while it runs, and gone with its container: "app.db" (server.js:2), "files" (server.js:3). To keep it, mount a volume at /app/files, give it a folder of its own, which a volume can be, or keep it in a database or store outside.',
    })
  })
})

describe('what a Python server writes', () => {
  const cases: readonly Case[] = [
    ['a folder', "os.makedirs('uploads', exist_ok=True)", 'uploads'],
    [
      'a folder beside the file',
      "base = os.path.abspath(os.path.dirname(__file__))\nos.mkdir(os.path.join(base, 'a'))",
      'a',
    ],
    ['a path', "BASE = Path(__file__).resolve().parent\n(BASE / 'a' / 'b').mkdir()", 'a/b'],
    ['a setting of Flask', "app.config['UPLOAD_FOLDER'] = 'uploads'", 'uploads'],
    ['what the environment may move', "d = os.environ.get('DIR', 'files')\nos.makedirs(d)", 'files'],
    ['a file that is opened for it', "with open('state/a.json', 'w') as f: pass", 'state'],
    ['a database', "sqlite3.connect('data/app.db')", 'data'],
    ['the URL of a database', "engine = create_engine('sqlite:///./app.db')", '.'],
    [
      'a URL with a place',
      "B = os.path.dirname(__file__)\nURL = 'sqlite:///' + os.path.join(B, 'db/a.db')",
      'db',
    ],
    ['a URL with a folder', "B = Path(__file__).parent\nURL = f'sqlite:///{B}/db/a.db'", 'db'],
    ['a log', "RotatingFileHandler('logs/a.log')", 'logs'],
    ['nothing: what only reads', "open('data/a.json')\nopen('data/b.json', 'r')", undefined],
    ['nothing: in memory', "sqlite3.connect(':memory:')\ncreate_engine('sqlite:///:memory:')", undefined],
    ['nothing: an absolute place', "os.makedirs('/data')\ncreate_engine('sqlite:////data/a.db')", undefined],
    [
      'nothing: a stand-in of the environment',
      "URL = os.getenv('DATABASE_URL', 'sqlite:///a.db')",
      undefined,
    ],
  ]

  it.each(cases)('%s', (_, code, folders) => {
    const files = { 'requirements.txt': 'flask==3.1.0\n' }
    expect(given({ ...files, 'app.py': `from flask import Flask\napp = Flask(__name__)\n${code}\n` })).toBe(
      folders,
    )
  })

  it('is in the folder of the instance with Flask-SQLAlchemy', () => {
    const code = "app = Flask(__name__)\napp.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///app.db'\n"
    expect(given({ 'requirements.txt': 'flask\nflask-sqlalchemy==3.1.1\n', 'app.py': code })).toBe('instance')
  })

  it('is what the settings of Django say', () => {
    const settings =
      "BASE_DIR = Path(__file__).resolve().parent.parent\nMEDIA_ROOT = BASE_DIR / 'media'\nDATABASES = {\n  'default': {\n    'ENGINE': 'django.db.backends.sqlite3',\n    'NAME': BASE_DIR / 'db.sqlite3',\n  }\n}\nSECRET_KEY = 'x'\n"
    const files = {
      'requirements.txt': 'django==5.2\n',
      'manage.py': "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')\n",
      'shop/wsgi.py': 'application = get_wsgi_application()\n',
      'shop/settings.py': settings,
    }
    expect(given(files)).toBe('. media')
  })
})

describe('the key that FastHTML makes', () => {
  const made = (code: string): string =>
    planFor({ 'requirements.txt': 'python-fasthtml==0.12.0\n', 'main.py': code }).dockerfile

  it('is not in the image, unless the application has its own', () => {
    expect(made('app, rt = fast_app()\n')).toContain('RUN ln -s /tmp/.sesskey .sesskey')
    expect(made("app, rt = fast_app(secret_key=os.environ['KEY'])\n")).not.toContain('.sesskey')
  })
})

describe('source that is made to cost time', () => {
  const long = (text: string): string => text.repeat(250_000 / text.length)

  it.each([
    ['a definition without an end', `mkdirSync(a)\n${long('a=b||')}`],
    ['a call without an end', `mkdirSync(join("${long('a')}`],
    ['settings without a place', long("dialect:'sqlite',")],
    ['one place many times', long('mkdirSync(zz);')],
    ['registrations without a prefix', long('.register(')],
  ])('is read at once: %s', (_, code) => {
    const files = { 'package.json': '{"scripts":{"start":"node server.js"}}' }
    const started = performance.now()
    planFor({ ...files, 'server.js': `app.listen(3000)\n${code}` })
    expect(performance.now() - started).toBeLessThan(2000)
  })
})
