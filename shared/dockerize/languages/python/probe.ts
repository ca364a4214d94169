/**
 * Asks the server with Python itself. `limit`: the first status that is no longer well; `port`: a number, or undefined
 * for what PORT says when it is asked.
 */
export function pythonProbe(path: string, limit: number, port: number | undefined): readonly string[] {
  const where = port === undefined ? "int(os.environ['PORT'])" : String(port)
  const imports = port === undefined ? 'http.client, os, sys' : 'http.client, sys'
  return [
    'python',
    '-c',
    `import ${imports}; c = http.client.HTTPConnection('127.0.0.1', ${where}, timeout=4); ` +
      `c.request('GET', '${path}'); sys.exit(c.getresponse().status >= ${limit})`,
  ]
}
