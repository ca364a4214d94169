Bun.serve({ fetch: () => new Response('Hello from the other one') })
