import type { Project } from './project.ts'

// Packages that come as source and link to a library, by what their installation and their running need.
const PACKAGES: Readonly<
  Record<string, { readonly build: readonly string[]; readonly run: readonly string[] }>
> = {
  psycopg2: { build: ['gcc', 'libc6-dev', 'libpq-dev'], run: ['libpq5'] },
  psycopg: { build: [], run: ['libpq5'] },
  mysqlclient: {
    build: ['gcc', 'libc6-dev', 'default-libmysqlclient-dev', 'pkg-config'],
    run: ['libmariadb3'],
  },
  pycairo: { build: ['gcc', 'libc6-dev', 'libcairo2-dev', 'pkg-config'], run: ['libcairo2'] },
  pdf2image: { build: [], run: ['poppler-utils'] },
  pydub: { build: [], run: ['ffmpeg'] },
  weasyprint: { build: [], run: ['libpango-1.0-0', 'libpangoft2-1.0-0'] },
}

/** Debian packages that the dependencies need beyond the slim image, by stage. */
export function systemPackages(project: Project): Record<'build' | 'run', readonly string[]> {
  const named = Object.entries(PACKAGES).filter(([name]) => {
    const found = project.dependency(name)
    // psycopg[binary] brings the library along.
    return found !== undefined && !found.value.includes('binary')
  })
  const of = (stage: 'build' | 'run'): readonly string[] =>
    [...new Set(named.flatMap(([, packages]) => packages[stage]))].sort()
  return { build: of('build'), run: of('run') }
}
