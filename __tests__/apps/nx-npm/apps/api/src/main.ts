import { createServer } from 'node:http'
import { greeting } from '@nx-npm/greeting'

const server = createServer((_request, response) => response.end(greeting('an Nx workspace')))
server.listen(Number(process.env.PORT ?? 4200))
process.on('SIGTERM', () => server.close())
