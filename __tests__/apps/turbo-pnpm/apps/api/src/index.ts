import { greeting } from '@turbo-pnpm/greeting'
import fastify from 'fastify'

const app = fastify()
app.get('/', () => greeting('a Turborepo'))
app.get('/ping', () => 'pong')
await app.listen({ port: Number(process.env.PORT ?? 5000), host: '0.0.0.0' })
process.on('SIGTERM', () => void app.close())
