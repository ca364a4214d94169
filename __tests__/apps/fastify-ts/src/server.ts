import Fastify from 'fastify'

const app = Fastify()

app.get('/', () => 'Hello from Fastify')
app.get('/health', () => ({ ok: true }))

process.once('SIGTERM', () => void app.close())
await app.listen({ port: Number(process.env.PORT ?? 3100), host: process.env.HOST ?? '127.0.0.1' })
