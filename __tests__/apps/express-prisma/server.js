const { PrismaClient } = require('@prisma/client')
const express = require('express')

const app = express()
const prisma = new PrismaClient()

app.get('/', async (request, response) => {
  response.send(`Hello from Express and ${await prisma.visitor.count()} visitors`)
})
app.get('/healthy', (request, response) => response.send('ok'))

app.listen(process.env.PORT || 3300)
