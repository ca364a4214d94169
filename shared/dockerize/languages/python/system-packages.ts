import type { Project } from './project.ts'
import { compiled } from './wheels.ts'

interface Libraries {
  readonly build: readonly string[]
  readonly run: readonly string[]
}

const COMPILER = ['gcc', 'libc6-dev']
const only = (...run: readonly string[]): Libraries => ({ build: [], run })

/**
 * Packages that link to a library or start a program, by what their installation and their running need: names of
 * Debian's packages. Source: the installation pages of each project.
 */
const PACKAGES: Readonly<Record<string, Libraries>> = {
  psycopg2: { build: [...COMPILER, 'libpq-dev'], run: ['libpq5'] },
  psycopg: only('libpq5'),
  'psycopg-c': { build: [...COMPILER, 'libpq-dev'], run: ['libpq5'] },
  mysqlclient: { build: [...COMPILER, 'default-libmysqlclient-dev', 'pkg-config'], run: ['libmariadb3'] },
  pyodbc: only('unixodbc'),
  'python-ldap': { build: [...COMPILER, 'libldap2-dev', 'libsasl2-dev'], run: ['libldap2', 'libsasl2-2'] },
  xmlsec: {
    build: [...COMPILER, 'libxml2-dev', 'libxmlsec1-dev', 'pkg-config'],
    run: ['libxmlsec1', 'libxmlsec1-openssl'],
  },
  uwsgi: { build: [...COMPILER], run: [] },
  pycairo: { build: [...COMPILER, 'libcairo2-dev', 'pkg-config'], run: ['libcairo2'] },
  cairosvg: only('libcairo2'),
  cairocffi: only('libcairo2'),
  weasyprint: only('libpango-1.0-0', 'libpangoft2-1.0-0', 'libharfbuzz-subset0'),
  pdf2image: only('poppler-utils'),
  pytesseract: only('tesseract-ocr'),
  ocrmypdf: only('tesseract-ocr', 'ghostscript'),
  pydub: only('ffmpeg'),
  moviepy: only('ffmpeg'),
  'ffmpeg-python': only('ffmpeg'),
  'openai-whisper': only('ffmpeg'),
  pyaudio: { build: [...COMPILER, 'portaudio19-dev'], run: ['libportaudio2'] },
  'opencv-python': only('libgl1', 'libglib2.0-0'),
  'opencv-contrib-python': only('libgl1', 'libglib2.0-0'),
  'opencv-python-headless': only('libglib2.0-0'),
  'python-magic': only('libmagic1'),
  graphviz: only('graphviz'),
  pydot: only('graphviz'),
  pygraphviz: { build: [...COMPILER, 'libgraphviz-dev', 'pkg-config'], run: ['graphviz'] },
  wand: only('imagemagick'),
  pyzbar: only('libzbar0'),
  gdal: { build: [...COMPILER, 'g++', 'libgdal-dev'], run: ['gdal-bin'] },
  gitpython: only('git'),
  pypandoc: only('pandoc'),
  selenium: only('chromium', 'chromium-driver'),
  dlib: { build: [...COMPILER, 'g++', 'cmake', 'make'], run: [] },
}

/** Debian packages that the dependencies need beyond the slim image, by stage. `version` is that of Python. */
export function systemPackages(
  project: Project,
  version: string,
): Record<'build' | 'run', readonly string[]> {
  const named = Object.entries(PACKAGES).filter(([name]) => {
    const found = project.dependency(name)
    // psycopg[binary] brings the library along, whoever asks for it.
    return found !== undefined && !(name === 'psycopg' && bringsLibrary(project, found.value))
  })
  const compilesC = /\[[^\]]*\bc\b/.test(project.dependency('psycopg')?.value ?? '')
  const line = version.split('.').slice(0, 2).join('.')
  const extra = [
    ...(compilesC ? [...COMPILER, 'libpq-dev'] : []),
    ...(compiled(project, line).length === 0 ? [] : COMPILER),
    ...(usesGit(project) ? ['git'] : []),
  ]
  const of = (stage: 'build' | 'run'): readonly string[] => [
    ...new Set(named.flatMap(([, packages]) => packages[stage])),
  ]
  return { build: [...new Set([...of('build'), ...extra])].sort(), run: [...of('run')].sort() }
}

function bringsLibrary(project: Project, value: string): boolean {
  return value.includes('binary') || project.dependency('psycopg-binary') !== undefined
}

function usesGit(project: Project): boolean {
  const locked = [...(project.installed()?.values() ?? [])]
  return project.lockfile === 'requirements'
    ? project.requirements?.git === true
    : locked.some(({ git }) => git)
}
