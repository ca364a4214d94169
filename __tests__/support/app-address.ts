import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An application's address that answers as a test says. */
export interface AppAddress {
  readonly url: string
  /** The paths that were asked for, with their queries. */
  readonly asked: string[]
  readonly close: () => void
}

/**
 * Opens an address on loopback.
 * @param answer the status of each question, counted from 0; `close` closes the connection, a path redirects to it
 */
export async function openAppAddress(answer: (count: number) => number | string): Promise<AppAddress> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    const status = answer(asked.length - 1)
    if (status === 'close') {
      request.socket.destroy()
      return
    }
    if (typeof status === 'string') {
      response.writeHead(302, { location: status })
      response.end()
      return
    }
    response.writeHead(status)
    response.end('the application')
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
