import { serve } from '@hono/node-server'
import { Hono } from 'hono'

const app = new Hono()

app.get('/', (context) => context.text('Hello from Hono'))
app.get('/healthz', (context) => context.text('ok'))

const server = serve({ fetch: app.fetch, port: Number(process.env.PORT) || 3200 })
process.once('SIGTERM', () => server.close())
