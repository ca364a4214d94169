import { createServer } from 'node:http'

const server = createServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost')
  response.end(pathname === '/healthz' ? 'ok' : 'Hello from plain Node.js')
})
server.listen(process.env.PORT || 4100)
process.on('SIGTERM', () => server.close())
