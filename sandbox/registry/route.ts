/** What a request to the distribution API asks for; `action` is its name in rules and in `requests`. */
export interface Route {
  readonly action: string
  readonly repository: string
  /** Tag, digest, or upload session, by action. */
  readonly reference: string
}

const NAME = '(?<repository>[a-z0-9._/-]+?)'
const ROUTES: readonly [method: string, path: RegExp, action: string][] = [
  ['GET', /^\/v2\/?$/, 'Ping'],
  ['HEAD', /^\/v2\/?$/, 'Ping'],
  ['HEAD', path('manifests/(?<reference>[^/]+)'), 'HeadManifest'],
  ['GET', path('manifests/(?<reference>[^/]+)'), 'GetManifest'],
  ['PUT', path('manifests/(?<reference>[^/]+)'), 'PutManifest'],
  ['POST', path('blobs/uploads/?'), 'StartUpload'],
  ['GET', path('blobs/uploads/(?<reference>[^/]+)'), 'GetUpload'],
  ['PATCH', path('blobs/uploads/(?<reference>[^/]+)'), 'PatchUpload'],
  ['PUT', path('blobs/uploads/(?<reference>[^/]+)'), 'FinishUpload'],
  ['HEAD', path('blobs/(?<reference>[^/]+)'), 'HeadBlob'],
  ['GET', path('blobs/(?<reference>[^/]+)'), 'GetBlob'],
  ['GET', path('tags/list'), 'ListTags'],
  ['GET', path('referrers/(?<reference>[^/]+)'), 'ListReferrers'],
]

function path(rest: string): RegExp {
  return new RegExp(`^/v2/${NAME}/${rest}$`)
}

/** The end point of the OCI distribution spec that method and path name; `Unsupported` where ECR has none. */
export function routeOf(method: string, pathname: string): Route {
  for (const [wanted, pattern, action] of ROUTES) {
    const match = wanted === method ? pattern.exec(pathname) : null
    if (match === null) continue
    return {
      action,
      repository: match.groups?.['repository'] ?? '',
      reference: decodeURIComponent(match.groups?.['reference'] ?? ''),
    }
  }
  return { action: 'Unsupported', repository: '', reference: '' }
}
