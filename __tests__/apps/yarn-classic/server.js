const app = require('fastify')()

app.get('/', () => 'Hello from Fastify')
app.get('/health', () => 'ok')
app.listen({ port: Number(process.env.PORT ?? 3000), host: '0.0.0.0' })
process.on('SIGTERM', () => app.close())
