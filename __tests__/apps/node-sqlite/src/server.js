const { mkdirSync } = require('node:fs')
const { createServer } = require('node:http')
const { join } = require('node:path')
const { DatabaseSync } = require('node:sqlite')

const folder = join(__dirname, '..', 'data')
mkdirSync(folder, { recursive: true })
const database = new DatabaseSync(join(folder, 'visits.db'))
database.exec('CREATE TABLE IF NOT EXISTS visits (at TEXT)')

createServer((request, response) => {
  database.prepare('INSERT INTO visits VALUES (?)').run(new Date().toISOString())
  const { count } = database.prepare('SELECT count(*) AS count FROM visits').get()
  response.end(`Hello from visit ${count}\n`)
}).listen(process.env.PORT || 4200)
