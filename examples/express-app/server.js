const express = require('express')
const { version } = require('./package.json')

// The one line that a check-in changes, so that two releases can be told apart from outside.
const MESSAGE = 'Hello from the first commit'

const app = express()
app.disable('x-powered-by')

app.get('/', (request, response) => {
  response.json({ message: MESSAGE, version })
})

app.get('/healthy', (request, response) => {
  response.send('OK')
})

const port = Number(process.env.PORT || 8000)
const server = app.listen(port, () => {
  console.log(`Listening on port ${port}`)
})

// A service is stopped by SIGTERM: requests under way are answered, then the process ends by itself.
process.on('SIGTERM', () => {
  server.close()
})
