import { gzipSync } from 'node:zlib'
import { digestOf, OCI_INDEX, OCI_MANIFEST } from '../../../../shared/registry/manifest.ts'
import { row, type Row } from './row.ts'
import { type Answer, floods, IMAGE, raw, redirects, says } from './server.ts'

const MB = 1024 * 1024

function tag(name: string, answer: Answer, error: RegExp | undefined, more: Partial<Row> = {}): Row {
  return row('read a tag', name, { 'GET manifests': answer }, error, more)
}

function content(name: string, body: string | Buffer, error: RegExp | undefined): Row {
  return row('read an image', name, { 'GET manifests': says(200, body) }, error)
}

/** A manifest of one layer with this descriptor. */
const layers = (...all: readonly unknown[]): string => JSON.stringify({ layers: all })
const head = (headers: string): Answer => raw(`HTTP/1.1 200 OK\r\n${headers}\r\n\r\n${IMAGE.toString()}`)
const reach = (why: RegExp): RegExp => new RegExp(`cannot be reached \\(GET manifest\\): .*(?:${why.source})`)
const DIGEST = digestOf(IMAGE)
const NO_DIGEST = /points to something without a sha256 digest or a size/

/** Connections and answers that are none. */
export const brokenAnswers: readonly Row[] = [
  tag('fewer bytes than it announces', head('content-length: 10000'), reach(/aborted/)),
  tag('more bytes than it announces', head('content-length: 10\r\nconnection: close'), /is no manifest/),
  tag('two lengths', head('content-length: 10\r\ncontent-length: 20'), reach(/Parse Error/)),
  tag('a length that is none', head('content-length: -5'), reach(/Parse Error/)),
  tag('a broken chunk', head('transfer-encoding: chunked'), reach(/aborted/)),
  tag('100 kB of headers', head(`x: ${'x'.repeat(100_000)}`), reach(/Header overflow/i)),
  tag('a header that is none', head('no header'), reach(/Parse Error/)),
  tag('status 99', raw('HTTP/1.1 99 X\r\n\r\n'), reach(/Parse Error|status/)),
  tag('status 999', raw('HTTP/1.1 999 X\r\ncontent-length: 0\r\n\r\n'), /answered 999 to reading dev/),
  tag('status 204', says(204), /answered 204 to reading dev/),
  tag(
    'another protocol',
    raw('HTTP/1.1 101 X\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
    reach(/closed without an answer/),
  ),
  tag('no HTTP', raw('220 mail.example.com ESMTP\r\n'), reach(/Parse Error/)),
  tag('nothing', raw(''), reach(/socket hang up/)),
]

/** Bodies without end, or almost. */
export const hugeAnswers: readonly Row[] = [
  tag('a manifest without end', floods(200, Infinity), /with more than 8 MiB/),
  tag('100 MB', floods(200, 100 * MB, { 'content-length': String(100 * MB) }), /with more than 8 MiB/),
  tag('an error page of 100 MB', floods(500, 100 * MB), /\(500\) with more than 8 MiB/),
  tag('a missing page of 100 MB', floods(404, 100 * MB), /\(404\) with more than 8 MiB/),
  tag('a redirect with 100 MB', floods(307, 100 * MB, { location: '/v2/' }), /\(307\) with more than 8 MiB/),
  tag('1 MB of reasons', says(400, 'reason '.repeat(MB / 7)), /answered 400 to reading dev in [^ ]*: reason/),
]

/** Places to go to. */
export const redirectRows: readonly Row[] = [
  tag(
    'itself',
    redirects(() => '/v2/app/manifests/dev'),
    /redirected GET manifest without end/,
    { most: 6 },
  ),
  tag(
    'another that sends back',
    redirects(({ elsewhere }) => elsewhere),
    /without end/,
    {
      elsewhere: redirects(({ registry }) => `${registry}/v2/app/manifests/dev`),
      most: 3,
      onward: 3,
    },
  ),
  tag(
    'another that has it',
    redirects(({ elsewhere }) => `${elsewhere}/x`),
    undefined,
    {
      elsewhere: says(200, IMAGE),
      onward: 1,
    },
  ),
  tag(
    'another, with a password in the address',
    redirects(({ elsewhere }) => elsewhere.replace('//', '//AWS:x@')),
    undefined,
    {
      elsewhere: says(200, IMAGE),
      onward: 1,
    },
  ),
  tag(
    'a file',
    redirects(() => 'file:///etc/passwd'),
    /which has the protocol "file:"/,
    { most: 1 },
  ),
  tag(
    'a script',
    redirects(() => 'javascript:alert(1)'),
    /which has the protocol "javascript:"/,
    { most: 1 },
  ),
  tag(
    'no address',
    redirects(() => 'http://[::bad'),
    /redirects to "http:\/\/\[::bad", which is no address/,
    { most: 1 },
  ),
  tag(
    'nowhere',
    redirects(() => undefined),
    /answered 307 to reading dev/,
    { most: 1 },
  ),
]

/** What stands where a manifest should. */
export const contentRows: readonly Row[] = [
  ...['', '{', '{"layers":[', '[]', 'null', '"text"', '5', '[[['.repeat(100_000), '\ufeff{}x', '\u0000'].map(
    (body) => content(`the text ${JSON.stringify(body.slice(0, 12))}`, body, /is no manifest/),
  ),
  content('a page of a proxy', '<!doctype html><title>Sign in</title>', /is no manifest/),
  content('gzip of it', gzipSync(IMAGE), /is no manifest/),
  content('objects in objects', `${'{"layers":'.repeat(100_000)}1${'}'.repeat(100_000)}`, NO_DIGEST),
  content('layers that are no list', JSON.stringify({ layers: { length: 3 } }), NO_DIGEST),
  content('a layer without a digest', layers({ size: 1 }), NO_DIGEST),
  content('a layer that is null', layers(null), NO_DIGEST),
  content('a digest that leads elsewhere', layers({ digest: '../../../other/blobs/x', size: 1 }), NO_DIGEST),
  content('a digest with more behind it', layers({ digest: `${DIGEST}?x=y`, size: 1 }), NO_DIGEST),
  content('a digest with a line break', layers({ digest: `${DIGEST}\n`, size: 1 }), NO_DIGEST),
  content('a digest in capitals', layers({ digest: DIGEST.toUpperCase(), size: 1 }), NO_DIGEST),
  ...[-1, 1e308, 0.5, '12', null, undefined].map((size) =>
    content(`a size of ${String(size)}`, layers({ digest: DIGEST, size }), NO_DIGEST),
  ),
  content('an index of 50,000 images', index(50_000), /has more than 2000 manifests/),
  content(
    'an index of 100 MB of manifests',
    index(10, 10 * MB),
    /manifests of the image sha256:.* have more than 64 MiB/,
  ),
  row('read an image', 'an index of a large blob', { 'GET manifests': indexOfBlob }, undefined),
  content('an index of 100,000 images', index(100_000), /with more than 8 MiB/),
  row(
    'read a digest',
    'another image',
    { 'GET manifests': says(200, '{"layers":[]}') },
    /a manifest of another digest/,
  ),
  row(
    'read an image',
    'a type with a line break',
    { 'GET manifests': says(200, '{"mediaType":"a\\r\\nx: y"}') },
    undefined,
  ),
]

function indexOfBlob(...[request, response, at]: Parameters<Answer>): void {
  const blob = { digest: DIGEST, mediaType: 'application/vnd.example.model', size: 1000 * MB }
  const isAsked = (request.url ?? '').endsWith('/dev')
  const answer = isAsked ? says(200, JSON.stringify({ mediaType: OCI_INDEX, manifests: [blob] })) : says(404)
  answer(request, response, at)
}

function index(children: number, size = 1): string {
  const manifests = Array.from({ length: children }, (_, number) => ({
    digest: digestOf(Buffer.from(String(number))),
    mediaType: OCI_MANIFEST,
    size,
  }))
  return JSON.stringify({ mediaType: OCI_INDEX, manifests })
}

const saying = (text: string): string => JSON.stringify({ errors: [{ code: 'X', message: text }] })

/** Refusals. */
export const refusalRows: readonly Row[] = [
  ...[
    '-1',
    '1e9',
    '999999999999',
    'Sun, 99 Nov 2099 99:99:99 GMT',
    'Fri, 31 Dec 9999 23:59:59 GMT',
    'x',
    '',
  ].map((after) =>
    tag(`to come again after "${after}"`, says(503, '', { 'retry-after': after }), /answered 503/),
  ),
  tag('a page of a proxy', says(502, '<html>Bad gateway</html>'), /answered 502 to reading dev in [^<]*$/),
  tag('429 for ever', says(429), /answered 429/),
  tag('another place to sign in', signInAt(401), /answered 401.*$/, { most: 2 }),
  tag(
    'a token that expires again and again',
    says(403, saying('Your authorization token has expired.')),
    /answered 403/,
    { most: 2 },
  ),
  tag(
    'commands for the runner',
    says(400, saying('\r\n::set-output name=x::y\n##[error]no')),
    /^The registry answered 400/,
  ),
  tag('errors that are none', says(400, '{"errors":[null,5,"x",{"code":{}}]}'), /answered 400/),
]

function signInAt(status: number): Answer {
  return (_, response, { elsewhere }) =>
    response.writeHead(status, { 'www-authenticate': `Bearer realm="${elsewhere}/token",service="x"` }).end()
}
