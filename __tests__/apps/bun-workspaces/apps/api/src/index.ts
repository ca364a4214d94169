import { greeting } from '@bun-workspaces/greeting'
import { Hono } from 'hono'

const app = new Hono()
app.get('/', (context) => context.text(greeting('a Bun workspace')))
app.get('/health', (context) => context.text('ok'))

export default { port: Number(process.env.PORT ?? 3001), fetch: app.fetch }
