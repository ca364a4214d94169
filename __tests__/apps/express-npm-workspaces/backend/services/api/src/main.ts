import { greeting } from '@backend/greeting'
import express from 'express'

const app = express()
app.get('/', (_request, response) => {
  response.send(greeting('an npm workspace'))
})
app.get('/healthz', (_request, response) => {
  response.send('ok')
})
const server = app.listen(Number(process.env.PORT ?? 4000))
process.on('SIGTERM', () => server.close())
