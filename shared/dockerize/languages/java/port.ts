import type { Found } from '../../found.ts'
import { portIn } from '../../decide/routes.ts'
import type { App } from '../../view/file-view.ts'

// `getOrDefault("PORT", "8080")`, `getenv("PORT") ?: "8080"`, `getenv("PORT") != null ? ... : 8080`, and the same on the
// next line.
const DEFAULTS: readonly RegExp[] = [
  /getOrDefault\(\s*"PORT"\s*,\s*"?(\d{2,5})\b/,
  /getenv\(\s*"PORT"\s*\)[^;\n]{0,80}?(?:\?:|:|orElse\(|\?\?)\s*"?(\d{2,5})\b/,
  /getenv\(\s*"PORT"\s*\)[^;]{0,160}?\b(\d{4,5})\b/,
  /\bport\w*\s*[!=]=\s*null\s*\?[^:;]{0,60}?\b(\d{2,5})\b/i,
  /\bport\w*\s*!=\s*null\s*\?[^:;]{0,60}:\s*(\d{2,5})\b/i,
  /\$\{PORT:(\d{2,5})\}/,
  /getInteger\(\s*"[\w.]*port"\s*,\s*(\d{2,5})\b/i,
]
const LISTENING: readonly RegExp[] = [
  /new InetSocketAddress\(\s*(?:"[^"]*"\s*,\s*)?(\d{2,5})\s*\)/,
  /embeddedServer\([^)]*?\bport\s*=\s*(\d{2,5})\b/s,
  /\b(?:addHttpListener|listen|bind)\(\s*(\d{2,5})\b/,
  /\.start\(\s*(?:"[^"]*"\s*,\s*)?(\d{2,5})\s*\)/,
  /\bnew (?:Server|ServerSocket)\(\s*(\d{2,5})\b/,
  /(?:^|[\s.;])(?:set)?[pP]ort\(\s*(\d{2,5})\s*\)/m,
  /\b(?:int|val|var)\s+\w*port\w*(?:\s*:\s*Int)?\s*=\s*(\d{2,5})\b/i,
]

/** The port that the source listens on: PORT's default, then a number that is bound. */
export function sourcePort(app: App, files: readonly string[]): Found<number> | undefined {
  return portIn(app, files, DEFAULTS) ?? hoconPort(app) ?? portIn(app, files, LISTENING)
}

/** Source: Ktor's documentation, "Configuration in a file": `port = 8080` under `ktor.deployment`. */
function hoconPort(app: App): Found<number> | undefined {
  return portIn(app, ['src/main/resources/application.conf'], [/^\s*port\s*=\s*(\d{2,5})\b/m])
}
