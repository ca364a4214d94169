/** Asks the server with Node.js itself, in a way that every release still in use understands. */
export function nodeProbe(path: string): readonly string[] {
  // At `/` any answer but a server error will do: an API may well have nothing there.
  const limit = path === '/' ? 500 : 400
  const url = `'http://127.0.0.1:'+process.env.PORT+${JSON.stringify(path).replace(/^"|"$/g, "'")}`
  return [
    'node',
    '-e',
    `require('http').get(${url},r=>process.exit(r.statusCode<${limit}?0:1)).on('error',()=>process.exit(1))`,
  ]
}
