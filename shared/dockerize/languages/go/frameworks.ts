import { fromInput, withValue, type Found } from '../../found.ts'
import type { Program } from './find.ts'
import type { Package } from './packages.ts'

/** A framework: the import that reveals it, and what is different about it. */
export interface GoFramework {
  readonly name: string
  /** The module's path, without a major version's suffix. */
  readonly module: string
  /** The port where its `Run()` is given none. */
  readonly port?: number
  /** Read by itself, whether or not the code does. */
  readonly readsPort?: boolean
  readonly env?: Readonly<Record<string, string>>
  /** Paths that it reads while it runs, whatever the code says. */
  readonly files?: readonly string[]
}

/** In the order in which they are looked for: what builds on another comes before it. */
export const GO_FRAMEWORKS: readonly GoFramework[] = [
  {
    name: 'gin',
    module: 'github.com/gin-gonic/gin',
    port: 8080,
    readsPort: true,
    env: { GIN_MODE: 'release' },
  },
  { name: 'echo', module: 'github.com/labstack/echo' },
  { name: 'fiber', module: 'github.com/gofiber/fiber' },
  {
    name: 'beego',
    module: 'github.com/beego/beego',
    port: 8080,
    files: ['conf', 'views', 'static'],
  },
  { name: 'chi', module: 'github.com/go-chi/chi' },
  { name: 'gorilla', module: 'github.com/gorilla/mux' },
  { name: 'connect', module: 'connectrpc.com/connect' },
  { name: 'fasthttp', module: 'github.com/valyala/fasthttp' },
]

/** Any other server: the standard library's, or one that is not told apart. */
export const plainGo: GoFramework = { name: 'go', module: 'net/http' }

/** The framework that the input names, or that an import reveals, or none. */
export function findFramework(
  { modules }: Program,
  packages: readonly Package[],
  input: string | undefined,
): { readonly framework: GoFramework; readonly found: Found<string> } {
  if (input !== undefined) {
    const framework = GO_FRAMEWORKS.find(({ name }) => name === input) ?? plainGo
    return { framework, found: fromInput(framework.name, 'framework') }
  }
  const imports = packages.flatMap((one) => one.imports)
  const isOf = (path: string, module: string): boolean => path === module || path.startsWith(`${module}/`)
  const framework = GO_FRAMEWORKS.find(({ module }) => imports.some((path) => isOf(path, module)))
  if (framework === undefined)
    return { framework: plainGo, found: { value: plainGo.name, why: 'no known framework' } }
  const required = [modules.own, ...modules.local].flatMap(({ mod }) => [...mod.requires])
  const origin = required.find(([path]) => isOf(path, framework.module))?.[1]
  if (origin === undefined)
    return { framework, found: { value: framework.name, why: `imports ${framework.module}` } }
  return { framework, found: withValue(origin, framework.name) }
}
