import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * What a Distribution registry has answered so far, as `METHOD /path`, by its access log. A log is behind, so the
 * registry is asked something unmistakable first, until that is in it.
 * Source: Distribution, "Configuring a registry", `log.accesslog` (Apache's combined format).
 * @param host `127.0.0.1:PORT`
 * @param log reads all that it wrote
 */
export async function answeredBy(host: string, log: () => string): Promise<readonly string[]> {
  const mark = randomUUID()
  await fetch(`http://${host}/v2/?${MARK}=${mark}`)
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const written = log()
    if (written.includes(mark)) return requestsIn(written)
    await sleep(50)
  }
  throw new Error(`The registry ${host} did not log a request within 5 seconds.`)
}

const MARK = 'end-of-log'

function requestsIn(log: string): readonly string[] {
  return [...log.matchAll(/"([A-Z]+ \/\S*) HTTP\/[\d.]+"/g)]
    .map(([, request = '']) => request)
    .filter((request) => !request.includes(MARK))
}
