import type { Found, Warning } from '../../../found.ts'
import { searchLines } from '../../../parse/lines.ts'
import { join } from '../../../view/file-view.ts'
import type { Project } from '../project.ts'
import type { Source } from '../source.ts'
import type { RequiredVariable } from './django-variables.ts'

interface Settings {
  /** The folder of manage.py. */
  readonly path: string
  readonly settings: readonly string[]
  readonly module: string
  readonly needs: readonly RequiredVariable[]
}

/** How static files get into the image, and who serves them. */
interface StaticFiles {
  readonly build?: Found<string>
  readonly warnings: readonly Warning[]
}

/**
 * Static files are collected while the image is built: only with STATIC_ROOT, without which there is nowhere to collect
 * to, and never into a bucket. Settings are loaded without the environment of a running container: what they insist on
 * gets a stand-in, for this one command and not in the image. Source: Django's documentation, "The staticfiles app".
 */
export function collectStatic(
  source: Source,
  project: Project,
  { path, settings, module, needs }: Settings,
): StaticFiles {
  const found = settings.map((file) => ({
    file,
    match: searchLines(source.code(file), /^[ \t]*STATIC_ROOT\s*(?::\s*\w+\s*)?=/m),
  }))
  const root = found.find(({ match }) => match !== undefined)
  const code = settings.map(source.code).join('\n')
  // Without the application there is no such command.
  const absent = code.includes('INSTALLED_APPS') && !code.includes('django.contrib.staticfiles')
  if (root?.match === undefined || absent) return { warnings: [] }
  const place = { file: source.app.at(root.file), line: root.match.line }
  if (storesElsewhere(code)) {
    const text =
      'Static files are stored outside the image: run "python manage.py collectstatic" when a version is released.'
    return { warnings: [{ text, ...place }] }
  }
  const line = [
    ...needs.map(({ name, standIn }) => `${name}=${standIn}`),
    // Where manage.py names other settings than the server's.
    ...(managedBy(source, path, module) ? [] : [`DJANGO_SETTINGS_MODULE=${module}`]),
    `python ${join(path, 'manage.py')} collectstatic --noinput`,
  ]
  const served = /whitenoise|servestatic/i.test(code) || project.dependency('whitenoise') !== undefined
  const text =
    'Nothing in the settings serves the collected static files: add WhiteNoise, or let the load balancer have them elsewhere.'
  return {
    build: { value: line.join(' '), ...place },
    warnings: served ? [] : [{ text, ...place }],
  }
}

function managedBy(source: Source, path: string, module: string): boolean {
  return (
    source.code(join(path, 'manage.py')).includes(`"${module}"`) ||
    source.code(join(path, 'manage.py')).includes(`'${module}'`)
  )
}

/** django-storages with a bucket for static files, and not for uploads alone. */
function storesElsewhere(code: string): boolean {
  return (
    /^[ \t]*STATICFILES_STORAGE\s*=\s*['"](?:storages\.|[\w.]*s3)/im.test(code) ||
    /['"]staticfiles['"]\s*:\s*\{\s*['"]BACKEND['"]\s*:\s*['"]storages\./.test(code)
  )
}
