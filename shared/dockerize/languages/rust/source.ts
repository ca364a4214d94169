import type { Found } from '../../found.ts'
import { searchLines } from '../../parse/lines.ts'
import { healthPath, portIn } from '../../decide/routes.ts'
import { appIn, join, sources } from '../../view/file-view.ts'
import type { Package } from './manifest.ts'

/** What the code of an application's own packages tells. */
export interface Source {
  readonly texts: readonly string[]
  /** The port that the code falls back to, or listens on. */
  readonly port: Found<number> | undefined
  readonly readsPort: boolean
  readonly healthPath: Found<string> | undefined
  /** Where the code listens on this machine's own address alone. */
  readonly loopback: Found<string> | undefined
  /** Where the program's own package takes the path of its folder from the compiler, to find files while it runs. */
  readonly anchored: Found<string> | undefined
  /** What the code does about being told to stop: nothing, only Ctrl-C, or SIGTERM, too. */
  readonly stops: 'never' | 'interrupt' | 'terminate'
}

const PORTS = [
  /\bvar(?:_os)?\("PORT"\)[\s\S]{0,200}?(?:"(?:[\w.]*:)?(\d{2,5})"|\b(?:unwrap_or|map_or|or)\w*\(\s*(?:\|_\w*\|\s*)?(?:\w+\(\s*)?(\d{2,5})\b)/,
  // clap's attributes, in either order.
  /\benv\s*=\s*"PORT"[^\]]*?\bdefault_value(?:_t)?\s*=\s*"?(\d{2,5})\b/,
  /\bdefault_value(?:_t)?\s*=\s*"?(\d{2,5})\b[^\]]*?\benv\s*=\s*"PORT"/,
  /"(?:0\.0\.0\.0|\[::\]):(\d{2,5})"/,
  /\(\s*"(?:0\.0\.0\.0|\[?::\]?)"\s*,\s*(\d{2,5})\s*\)/,
  /\(\s*\[\s*0\s*,\s*0\s*,\s*0\s*,\s*0\s*\]\s*,\s*(\d{2,5})\s*\)/,
  /\bUNSPECIFIED(?:\.into\(\)|\))?\s*,\s*(\d{2,5})\s*\)/,
  /\b(?:bind|run|listen|serve)\w*\(\s*(?:[\w:]+\(\s*)*"(?:127\.0\.0\.1|localhost|\[::1\]):(\d{2,5})"/,
  /\b(?:bind|run|from|new)\w*\(\s*\(*\s*(?:"(?:127\.0\.0\.1|localhost)"|\[\s*127\s*,\s*0\s*,\s*0\s*,\s*1\s*\])\s*,\s*(\d{2,5})\b/,
  /\b(?:const|let|static)\s+(?:mut\s+)?(?:addr|ADDR|address|ADDRESS|port|PORT)\s*(?::\s*[&\w']+(?:\s*str)?\s*)?=\s*"?(?:[\w.]+:)?(\d{2,5})\b/,
  /\bmerge\(\(\s*"port"\s*,\s*(\d{2,5})\b/,
]
const ROUTES =
  /(?:\.(?:route|at)\(\s*|\bwith_path\(\s*|#\[(?:get|head|route)\(\s*|\bwarp::path\(\s*|\bwarp::path!\(\s*)"\/?([\w/-]{2,40})"/g
// A router below a path: what its routes say is not where they answer.
const NESTED = /\.(?:nest|scope|mount)\(\s*"\/\w|\bscope\(\s*"\/\w/
const LOOPBACK =
  /\b(?:bind|run|listen|serve)\w*\(\s*&?(?:[\w:]+\(\s*)*\(?\s*("(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?"|\[\s*127\s*,\s*0\s*,\s*0\s*,\s*1\s*\])|\bSocketAddr\w*::(?:from|new)\(\s*\(*\s*(\[\s*127\s*,\s*0\s*,\s*0\s*,\s*1\s*\])|\b(?:const|let|static)\s+(?:addr|ADDR|address|ADDRESS)\b[^=\n]*=\s*("(?:127\.0\.0\.1|localhost):\d+")/
// What takes a file in while it compiles is no matter at run time. Source: Rocket's API documentation, rocket::fs::relative.
const EMBEDDED = /\b(?:include\w*|migrate|embed_migrations)!\([^)]{0,500}\)/g
const ANCHORED = /(\benv!\(\s*"CARGO_MANIFEST_DIR"|\brelative!\(\s*")/
const TERMINATE = /\bSignalKind::terminate\(|\bSIGTERM\b|\bTERM_SIGNALS\b/
const INTERRUPT = /\bctrl_c\(\)|\bctrlc::set_handler\b/

/** Reads the packages that the program is compiled from, its own first. */
export function readSource(packages: readonly Package[], program: string): Source {
  const files = packages.flatMap(({ app }, index) => {
    const own = sources(app.files, ['.rs'])
    // The program's own file tells before its neighbours do.
    const first = index === 0 ? own.filter((path) => path === program) : []
    return [...first, ...own.filter((path) => !first.includes(path))].map((path) => join(app.folder, path))
  })
  const repository = packages[0]?.app.repository
  if (repository === undefined) throw new TypeError('A program has a package.')
  const whole = appIn(repository, '')
  const texts = files.map((file) => repository.head(file) ?? '')
  const loopback = files.flatMap((file, index): readonly Found<string>[] => {
    const match = searchLines(texts[index] ?? '', LOOPBACK)
    return match === undefined ? [] : [{ value: match.groups.find(Boolean) ?? '', file, line: match.line }]
  })[0]
  const folder = packages[0]?.app.folder ?? ''
  const anchored = files.flatMap((file, index): readonly Found<string>[] => {
    const own = folder === '' || file.startsWith(`${folder}/`)
    const text = (texts[index] ?? '').replace(EMBEDDED, (embedded) => embedded.replace(/[^\n]/g, ' '))
    const match = own ? searchLines(text, ANCHORED) : undefined
    return match === undefined ? [] : [{ value: folder, file, line: match.line }]
  })[0]
  const nested = texts.some((text) => NESTED.test(text))
  const routed = nested ? files.filter((_, index) => NESTED.test(texts[index] ?? '')) : files
  return {
    texts,
    port: portIn(whole, files, PORTS),
    readsPort: texts.some((text) => text.includes('"PORT"')),
    healthPath: healthPath(whole, routed, ROUTES),
    loopback,
    anchored,
    stops: texts.some((text) => TERMINATE.test(text))
      ? 'terminate'
      : texts.some((text) => INTERRUPT.test(text))
        ? 'interrupt'
        : 'never',
  }
}
