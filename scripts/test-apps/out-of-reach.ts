/**
 * Why a failed build says nothing about the Dockerfile: what it had to download was out of reach. Undefined for every
 * other failure. Strict: the log has to show a failed connection, and name what was to be downloaded.
 */
export function outOfReach(log: string): string | undefined {
  const failed = failedStep(log)
  const wanted = /\/ruby:(\d+\.\d+)\S* *$/m.exec(log.replace(/@sha256:\w+/g, ''))?.[1]
  const stands = /Your Ruby version is (\d+\.\d+)/.exec(failed ?? '')?.[1]
  if (stands !== undefined && wanted !== undefined && wanted !== stands)
    return `a base image with Ruby ${wanted}`
  if (failed === undefined) return undefined
  const missing = NOT_SERVED.find(([, sign]) => sign.test(failed))
  if (missing !== undefined) return missing[0]
  if (!NO_CONNECTION.test(failed)) return undefined
  return DOWNLOADS.find(([, sign]) => sign.test(failed))?.[0]
}

// What resolvers and HTTP clients say of a host that is not there.
const NO_CONNECTION =
  /could not resolve (?:host|proxy)|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|no such host|name or service not known|temporary failure in name resolution|failed to (?:lookup|resolve) address|UnknownHostException|nxdomain|Could not reach host|dns error|Temporary failure resolving|failed to fetch|socket hang up|network is unreachable|No address associated with hostname|Failed to open TCP connection/i

// What resolvers say of a locked version that the registry in reach does not have; a public one keeps them.
const NOT_SERVED: readonly (readonly [string, RegExp])[] = [
  [
    'a locked Maven artifact',
    /Could not find artifact \S+ in \w+ \(|\bwas not found in \S+ during a previous attempt/,
  ],
  ['a locked Python package', /\b0 candidate\(s\) were identified for the package/],
]

// What package managers say they were downloading. The first that fits is named.
const DOWNLOADS: readonly (readonly [string, RegExp])[] = [
  ['Ruby gems', /\b(?:bundle (?:install|lock)|gem install|Gem::RemoteFetcher|Bundler::HTTPError)\b/],
  ['a module of Deno', /\bdeno\.land\b|\besm\.sh\b/],
  ['Composer packages', /\bcomposer (?:install|update)|composer\.json/],
  ['NuGet packages', /\bNU1301\b|\bdotnet (?:restore|publish|build)\b/],
  ['Hex packages', /\bmix (?:local\.hex|local\.rebar|deps\.get)\b|\bHex\b/],
  ['a Gradle distribution or plugin', /\bgradlew?\b|services\.gradle\.org|plugins\.gradle\.org/],
  ['Prisma engines', /binaries\.prisma\.sh|prisma.*engine/i],
  ['a browser', /playwright|puppeteer|chrome-for-testing|cypress/i],
  ['Google Fonts', /fonts\.(?:googleapis|gstatic)\.com|next\/font|Google Fonts/],
  ['headers of Node.js', /nodejs\.org\/(?:download|dist)/],
  ['a git dependency', /(?:git ls-remote|git (?:fetch|clone)|github\.com|gitlab\.com|codeload)/],
  ['a Rust toolchain', /static\.rust-lang\.org/],
  ["a JDK of Spring's or Gradle's toolchain", /api\.foojay\.io|repo\.spring\.io/],
]

/**
 * The service that a container which does not get well could not connect to; undefined where its log names none. Strict:
 * one line has to have the refused connection and the service's port.
 */
export function missingService(log: string): string | undefined {
  const refused = log
    .split('\n')
    .filter((text) => /connection refused|ECONNREFUSED|could not translate host name/i.test(text))
  return SERVICES.find(([, port]) => refused.some((text) => port.test(text)))?.[0]
}

const SERVICES: readonly (readonly [string, RegExp])[] = [
  ['PostgreSQL', /\b5432\b/],
  ['MySQL', /\b3306\b/],
  ['Redis', /\b6379\b/],
  ['MongoDB', /\b27017\b/],
]

/** The failed instruction and everything it said. */
function failedStep(log: string): string | undefined {
  const failed = /^(#\d+) ERROR: /m.exec(log)?.[1]
  if (failed === undefined) return undefined
  return log
    .split('\n')
    .filter((line) => line.startsWith(`${failed} `))
    .join('\n')
}
