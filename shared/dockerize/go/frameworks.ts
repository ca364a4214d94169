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
