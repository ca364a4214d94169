const port = Number(Deno.env.get("PORT") ?? 8200)

const server = Deno.serve({ port }, async ({ url }) => {
  const { pathname } = new URL(url)
  if (pathname === "/healthz") return new Response("ok")
  return new Response(await Deno.readTextFile("greeting.txt"))
})
Deno.addSignalListener("SIGTERM", () => server.shutdown())
