/**
 * Whether Go would compile a file for Linux, on whichever of the processors that images are built for, with these
 * tags beside its own. Source: go.dev, cmd/go, "Build constraints".
 */
export function isBuilt(path: string, text: string, tags: readonly string[] = []): boolean {
  const holds = (tag: string): boolean => BUILT_IN.has(tag) || /^go1\.\d+$/.test(tag) || tags.includes(tag)
  const clause = text.search(/^package\s/m)
  const head = clause === -1 ? text : text.slice(0, clause)
  const expression = /^\/\/go:build\s+(.+)$/m.exec(head)?.[1]
  if (!nameFits(path, holds)) return false
  if (expression !== undefined) return evaluate(expression, holds)
  const lines = [...head.matchAll(/^\/\/\s*\+build\s+(.+)$/gm)].map(([, words = '']) => words)
  // Lines must all hold, one of a line's words, and all of a word's parts.
  return lines.every((words) =>
    words
      .trim()
      .split(/\s+/)
      .some((word) =>
        word.split(',').every((part) => (part.startsWith('!') ? !holds(part.slice(1)) : holds(part))),
      ),
  )
}

const BUILT_IN = new Set(['linux', 'unix', 'gc', 'amd64', 'arm64', 'cgo'])
const SYSTEMS = new Set(
  `aix android darwin dragonfly freebsd hurd illumos ios js nacl netbsd openbsd plan9 solaris wasip1 windows zos
  linux`.split(/\s+/),
)
const PROCESSORS = new Set(
  '386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x wasm'.split(' '),
)

function nameFits(path: string, holds: (tag: string) => boolean): boolean {
  const name = path.split('/').at(-1)?.replace(/\.go$/, '') ?? ''
  if (name.endsWith('_test') || name.startsWith('_') || name.startsWith('.')) return false
  // A name that is nothing but a system's is no suffix.
  const parts = name.split('_').slice(1)
  const last = parts.at(-1)
  if (last === undefined) return true
  if (PROCESSORS.has(last)) {
    const system = parts.at(-2)
    return holds(last) && (system === undefined || !SYSTEMS.has(system) || holds(system))
  }
  return !SYSTEMS.has(last) || holds(last)
}

/** `a && (!b || c)`, from the weakest operator down. */
function evaluate(expression: string, holds: (tag: string) => boolean): boolean {
  const tokens = expression.replace(/\/\/.*$/, '').match(/&&|\|\||[!()]|[\w.]+/g) ?? []
  let next = 0
  const either = (): boolean => {
    let value = both()
    while (tokens[next] === '||') {
      next += 1
      value = both() || value
    }
    return value
  }
  const both = (): boolean => {
    let value = one()
    while (tokens[next] === '&&') {
      next += 1
      value = one() && value
    }
    return value
  }
  const one = (): boolean => {
    const token = tokens[next]
    next += 1
    if (token === '!') return !one()
    if (token !== '(') return token !== undefined && holds(token)
    const value = either()
    next += 1
    return value
  }
  return either()
}
