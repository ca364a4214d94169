const server = Bun.serve({
  port: Number(process.env.PORT ?? 3000),
  routes: {
    '/healthz': new Response('ok'),
    '/': () => new Response(`Hello from Bun ${Bun.version}`),
  },
})
process.on('SIGTERM', () => void server.stop().then(() => process.exit(0)))
