import type { Found } from '../../found.ts'
import type { App } from '../../view/file-view.ts'
import { callsOf, elements, literal } from './calls.ts'
import { parseRequirement, type Edge } from './lock.ts'
import { withoutComments } from './mask.ts'

/**
 * What setup.cfg and setup.py say that a package needs. Source: setuptools' documentation, "Dependencies Management";
 * a list that setup.py works out is not seen.
 */
export function setupDependencies(app: App): readonly Found<Edge>[] {
  return [...fromConfiguration(app), ...fromScript(app)]
}

/** `[options] install_requires` of an INI file: a line each, indented. */
function fromConfiguration(app: App): readonly Found<Edge>[] {
  const found: Found<Edge>[] = []
  let section = ''
  let key = ''
  for (const [index, line] of (app.files.text('setup.cfg') ?? '').split(/\r?\n/).entries()) {
    const header = /^\[([^\]]*)\]/.exec(line)
    if (header !== null) {
      section = header[1]?.trim() ?? ''
      key = ''
      continue
    }
    const pair = /^([\w.-]+)\s*[=:]\s*(.*)$/.exec(line)
    if (pair !== null) key = pair[1]?.trim() ?? ''
    if (section !== 'options' || key !== 'install_requires') continue
    const edge = parseRequirement(pair === null ? line : (pair[2] ?? ''))
    if (edge !== undefined) found.push({ value: edge, file: app.at('setup.cfg'), line: index + 1 })
  }
  return found
}

function fromScript(app: App): readonly Found<Edge>[] {
  const text = withoutComments(app.files.head('setup.py') ?? '')
  return callsOf(text, /\bsetup\(/g).flatMap(({ named }) => {
    const list = named.get('install_requires')
    if (list?.startsWith('[') !== true) return []
    return elements(list, 1).flatMap((element) => {
      const requirement = literal(element)
      const edge = requirement === undefined ? undefined : parseRequirement(requirement)
      const line = text.slice(0, Math.max(text.indexOf(element), 0)).split('\n').length
      return edge === undefined ? [] : [{ value: edge, file: app.at('setup.py'), line }]
    })
  })
}
