const Koa = require('koa')

const { PORT = 4100 } = process.env
const app = new Koa()

app.use((context) => {
  context.body = context.path === '/ping' ? 'pong' : 'Hello from Koa'
})

const server = app.listen(PORT)
process.once('SIGTERM', () => server.close())
