import { Hono } from "hono"

const app = new Hono()
app.get("/", (c) => c.html(<h1>Hello from Hono</h1>))
app.get("/health", (c) => c.text("ok"))

export default app
