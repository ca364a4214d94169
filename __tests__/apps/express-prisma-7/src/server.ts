import { PrismaLibSql } from '@prisma/adapter-libsql'
import express from 'express'
import { PrismaClient } from './generated/client.js'

const prisma = new PrismaClient({ adapter: new PrismaLibSql({ url: process.env['DATABASE_URL'] ?? '' }) })
await prisma.$executeRaw`CREATE TABLE IF NOT EXISTS Visit (id INTEGER PRIMARY KEY AUTOINCREMENT)`

const app = express()
app.get('/health', (_request, response) => {
  response.send('well')
})
app.get('/', async (_request, response) => {
  const { id } = await prisma.visit.create({ data: {} })
  response.send(`Hello from Prisma 7, visit ${id}`)
})
const server = app.listen(process.env['PORT'] ?? 3000)
process.on('SIGTERM', () => {
  server.close(() => void prisma.$disconnect())
})
