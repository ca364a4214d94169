import { gzipSync } from 'node:zlib'
import { digestOf, OCI_MANIFEST } from '../../../../shared/registry/manifest.ts'
import { row, type Row } from './row.ts'
import { type Answer, type Answers, floods, LAYER, raw, redirects, says, whenRead } from './server.ts'

const MB = 1024 * 1024

function pull(name: string, answer: Answer, error: RegExp | undefined, more: Partial<Row> = {}): Row {
  return row('pull', name, { 'GET blobs': answer }, error, more)
}

/** The first bytes, and then the end of the connection. */
function breaksAfter(bytes: number, status = 200, from = 0): Answer {
  const range = `content-range: bytes ${from}-${LAYER.length - 1}/${LAYER.length}\r\n`
  const head = `HTTP/1.1 ${status} OK\r\n${status === 206 ? range : ''}content-length: ${LAYER.length - from}`
  return raw(`${head}\r\n\r\n${LAYER.subarray(from, from + bytes).toString()}`)
}

/** The first half, and when it is asked for the rest something else. */
function thenOfTheRest(answer: Answer): Answer {
  return (request, response, at) => {
    const first = request.headers.range === undefined ? breaksAfter(20) : answer
    first(request, response, at)
  }
}

const DAMAGED = /^The source gave .* for the blob sha256:/
const range = (from: number, body: Buffer): Answer =>
  says(206, body, { 'content-range': `bytes ${from}-${from + body.length - 1}/${LAYER.length}` })

/** Layers that do not come as they should. */
export const pullRows: readonly Row[] = [
  pull('without end', floods(200, Infinity), DAMAGED),
  pull('fewer bytes', says(200, LAYER.subarray(1)), DAMAGED),
  pull('other bytes', says(200, Buffer.from(LAYER).reverse()), DAMAGED),
  pull('a page of a proxy', says(200, '<html>'), DAMAGED),
  pull('gzip of it', says(200, gzipSync(LAYER), { 'content-encoding': 'gzip' }), DAMAGED),
  pull('less than it announces, each time', breaksAfter(20), /sha256:.* cannot be read.*aborted/, {}),
  pull('a byte in 10 ms', slow, undefined),
  pull(
    'a byte, and again the next',
    (request, response, at) => {
      const from = Number(/\d+/.exec(request.headers.range ?? '0')?.[0])
      breaksAfter(1, from === 0 ? 200 : 206, from)(request, response, at)
    },
    undefined,
    { most: LAYER.length + 5 },
  ),
  pull('ranges that nobody asked for', range(5, LAYER.subarray(5)), /gave bytes of .* from 5 on, not from 0/),
  pull('a range of which it does not say where', says(206, LAYER), /gave bytes of .* from somewhere on/),
  pull('of the rest another part', thenOfTheRest(range(5, LAYER.subarray(5))), /from 5 on, not from 20/),
  pull('of the rest all of it', thenOfTheRest(says(200, LAYER)), undefined),
  pull('of the rest the rest', thenOfTheRest(range(20, LAYER.subarray(20))), undefined),
  pull('of the rest nothing', thenOfTheRest(says(416)), /answered 416 to reading sha256:/),
  pull('an error page of 100 MB', floods(500, 100 * MB), /\(500\) with more than 8 MiB/),
  pull('nothing', raw(''), /cannot be reached \(GET blob\): socket hang up/, { most: 30 }),
  pull(
    'a place that has it',
    redirects(({ elsewhere }) => `${elsewhere}/layer?signature=1`),
    undefined,
    {
      elsewhere: says(200, LAYER),
      onward: 1,
    },
  ),
  pull(
    'a place that refuses',
    redirects(({ elsewhere }) => elsewhere),
    /answered 403 to reading sha256:/,
    {
      elsewhere: says(403, '<Error><Code>AccessDenied</Code></Error>'),
      onward: 1,
    },
  ),
  pull('401 for ever', says(401), /answered 401/),
]

function slow(...[, response]: Parameters<Answer>): void {
  response.writeHead(200, { 'content-length': LAYER.length })
  let at = 0
  const timer = setInterval(() => {
    response.write(LAYER.subarray(at, at + 1))
    at += 1
    if (at < LAYER.length) return
    clearInterval(timer)
    response.end()
  }, 10)
}

function push(name: string, registry: Answers, error: RegExp | undefined, more: Partial<Row> = {}): Row {
  return row('push', name, { 'GET manifests': says(404), ...registry }, error, more)
}

const session = (location: Parameters<typeof redirects>[0]): Answers => ({
  'POST blobs': redirects(location, 202),
})

/** Uploads that cannot be begun or ended. */
export const pushRows: readonly Row[] = [
  push('a page of a proxy', { 'POST blobs': says(200, '<html>') }, /answered 200 to starting an upload/),
  push(
    'no session',
    session(() => undefined),
    /answered 202 to starting an upload/,
  ),
  push(
    'a session that is no address',
    session(() => 'http://[::bad'),
    /gave "http:\/\/\[::bad" as the address of an upload/,
  ),
  push(
    'a session in a file',
    session(() => 'file:///etc/passwd'),
    /which has the protocol "file:"/,
  ),
  push(
    'a session at another place',
    session(({ elsewhere }) => `${elsewhere}/u`),
    undefined,
    {
      elsewhere: whenRead(201),
      onward: 1,
    },
  ),
  push('another place to begin at', { 'POST blobs': redirects(({ elsewhere }) => elsewhere) }, undefined, {
    elsewhere: says(202, '', { location: '/v2/app/blobs/uploads/1' }),
    onward: 1,
  }),
  push(
    'another place to send to',
    { 'PUT blobs': redirects(({ elsewhere }) => elsewhere) },
    /answered 307 to uploading/,
  ),
  push('413 at once', { 'PUT blobs': says(413, '', { connection: 'close' }) }, /answered 413 to uploading/, {
    most: 4,
  }),
  push('401 for ever', { 'PUT blobs': whenRead(401) }, /answered 401 to uploading/),
  push('nothing', { 'PUT blobs': raw('') }, /cannot be reached \(PUT upload\)/),
  push(
    'another place for the manifest',
    { 'PUT manifests': redirects(({ elsewhere }) => elsewhere) },
    undefined,
    {
      elsewhere: whenRead(201),
      onward: 1,
    },
  ),
  push('that the manifest is none', { 'PUT manifests': whenRead(400) }, /answered 400 to writing/),
  push(
    'that it lacks what it took',
    { 'PUT manifests': says(404, '{"errors":[{"code":"MANIFEST_BLOB_UNKNOWN"}]}') },
    /MANIFEST_BLOB_UNKNOWN/,
  ),
]

function referrers(name: string, answer: Answer, error: RegExp | undefined, more: Partial<Row> = {}): Row {
  return row('list referrers', name, { 'GET referrers': answer }, error, more)
}

const listed = (manifests: readonly unknown[], link: string): Answer =>
  says(200, JSON.stringify({ manifests }), { link })

/** Lists of what refers to an image. */
export const referrerRows: readonly Row[] = [
  referrers('pages without end', listed([], '</v2/app/referrers/x?page=1>; rel="next"'), undefined, {
    most: 100,
  }),
  referrers(
    'a page elsewhere',
    (request, response, at) => {
      const link = (request.url ?? '').includes('page') ? '' : `<${at.elsewhere}/x?page=2>; rel=next`
      listed([], link)(request, response, at)
    },
    undefined,
    { most: 2 },
  ),
  referrers(
    'a page with an address in its query',
    (request, response, at) => {
      const link = (request.url ?? '').includes('page') ? '' : '</x?page=http://127.0.0.1:1/>; rel="next"'
      listed([], link)(request, response, at)
    },
    undefined,
    { most: 2 },
  ),
  row(
    'read what refers',
    '3,000 of them',
    { 'GET manifests': says(404), 'GET referrers': manyReferrers() },
    /More than 2000 manifests/,
  ),
  referrers('a page of a proxy', says(200, '<html>'), undefined),
  referrers(
    'digests that are none',
    listed([null, 5, { digest: '../x', size: 1 }, { digest: digestOf(LAYER) }], ''),
    undefined,
  ),
]

function manyReferrers(): Answer {
  const manifests = Array.from({ length: 3_000 }, (_, number) => ({
    digest: digestOf(Buffer.from(String(number))),
    mediaType: OCI_MANIFEST,
    size: 1,
  }))
  return listed(manifests, '')
}
