import { request as ask } from 'node:http'
import { listen, type Listening } from '../wire/http.ts'

/** A stable address that leads to whatever `target` names at that moment; 503 while that is nothing. */
export async function startProxy(target: () => string | undefined): Promise<Listening> {
  return await listen((request, response) => {
    const url = target()
    if (url === undefined) {
      response.writeHead(503, { 'content-type': 'text/plain' }).end('nothing runs here yet\n')
      return Promise.resolve()
    }
    const { method, headers } = request
    return new Promise((resolve) => {
      const upstream = ask(new URL(request.url ?? '/', url), { method, headers, agent: false }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response).on('close', resolve)
      })
      upstream.on('error', (error) => {
        if (!response.headersSent) response.writeHead(502, { 'content-type': 'text/plain' })
        response.end(`${error.message}\n`)
        resolve()
      })
      request.pipe(upstream)
    })
  })
}
