// Options of wrappers that take the next word as their value.
const VALUES: Readonly<Record<string, readonly string[]>> = {
  npx: ['-p', '--package'],
  dotenv: ['-e', '-v', '-p', '--env'],
  dotenvx: ['-f', '--env-file', '-e', '--env', '-fk'],
  'env-cmd': ['-f', '--file', '-e', '--environments', '-r', '--rc-file'],
  pm2: ['--name', '-n', '--env', '-i', '--instances', '--max-memory-restart', '-l', '--log', '-o', '-e'],
  'pm2-runtime': ['--name', '-n', '--env', '-i', '--instances', '--max-memory-restart'],
  forever: ['-l', '-o', '-e', '-m', '--minUptime', '--spinSleepTime', '-c', '--uid'],
  tini: ['-p', '-e'],
}
const SUBCOMMANDS: Readonly<Record<string, readonly string[]>> = {
  dotenvx: ['run'],
  npm: ['exec', 'x'],
  pnpm: ['exec', 'dlx'],
  yarn: ['exec', 'dlx'],
  bun: ['x'],
  pm2: ['start'],
  'pm2-runtime': ['start'],
  forever: ['start'],
}
const ALWAYS = new Set(['npx', 'bunx', 'dotenv', 'env-cmd', 'tini', 'dumb-init'])
const SUPERVISORS = new Set(['pm2', 'pm2-runtime', 'forever', 'supervisor'])

/**
 * Takes off what stands around the real process: `npx`, `dotenv --`, `pnpm exec`. The environment comes from the
 * orchestrator, and so does starting again what has died, which is all that pm2 and forever are there for.
 */
export function unwrap(argv: readonly string[]): readonly string[] {
  let words = argv
  for (let depth = 0; depth < 8; depth += 1) {
    const inner = unwrapOnce(words)
    if (inner === undefined) return words
    words = inner
  }
  return words
}

function unwrapOnce([first = '', ...args]: readonly string[]): readonly string[] | undefined {
  const command = first.replace(/^(?:\.\/)?node_modules\/\.bin\//, '')
  if ((command === 'yarn' || command === 'pnpm') && args[0] === 'node') return args
  const subcommands = SUBCOMMANDS[command]
  const subcommand = subcommands?.includes(args[0] ?? '') === true
  if (SUPERVISORS.has(command)) return supervised(command, subcommand ? args.slice(1) : args)
  if (!ALWAYS.has(command) && !subcommand) return undefined
  const rest = afterOptions(command, subcommand ? args.slice(1) : args)
  return rest.length === 0 ? undefined : rest
}

/** The words from the first that is no option: the wrapped command. */
function afterOptions(command: string, args: readonly string[]): readonly string[] {
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? ''
    if (word === '--') return args.slice(index + 1)
    if (!word.startsWith('-')) return args.slice(index)
    if (VALUES[command]?.includes(word) === true) index += 1
  }
  return []
}

/** The file that a process manager runs; a command of another kind, as `pm2 start npm -- start`, likewise. */
function supervised(command: string, args: readonly string[]): readonly string[] | undefined {
  const words: string[] = []
  let passed: readonly string[] = []
  for (let index = 0; index < args.length; index += 1) {
    const word = args[index] ?? ''
    if (word === '--') {
      passed = args.slice(index + 1)
      break
    }
    if (VALUES[command]?.includes(word) === true) index += 1
    else if (!word.startsWith('-')) words.push(word)
  }
  const [file, ...rest] = words
  if (file === undefined || /\.(?:json|ya?ml)$|\.config\.[cm]?js$/.test(file)) return undefined
  if (['npm', 'yarn', 'pnpm', 'bun'].includes(file)) return [file, ...passed]
  const runner = /\.[cm]?ts$/.test(file) ? 'tsx' : 'node'
  return [runner, file, ...rest, ...passed]
}
