import { issueOidcToken } from '../sts/tokens.ts'
import { fault } from '../wire/fault.ts'
import { header, listen, readBody, type Listening, type Reply } from '../wire/http.ts'
import { parseObject, type Json } from '../wire/json.ts'
import { serve, type Received, type Wire } from '../wire/serve.ts'
import { githubOperation, githubRoute } from './operations.ts'
import type { GithubState } from './state.ts'

/** The bearer of the runner's OIDC requests (ACTIONS_ID_TOKEN_REQUEST_TOKEN). */
export const OIDC_REQUEST_TOKEN = 'sandbox-oidc-request-token'
const OIDC_PATH = '/oidc/token'

/** GitHub's REST API (GITHUB_API_URL) and the runner's OIDC tokens (ACTIONS_ID_TOKEN_REQUEST_URL). */
export async function openGithubServer(wire: Wire, state: GithubState): Promise<Listening> {
  const listening: Listening = await listen(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://sandbox')
    const method = request.method ?? 'GET'
    const raw = await readBody(request)
    const oidc = url.pathname === OIDC_PATH
    const route = githubRoute(method, url.pathname)
    const sent = header(request, 'authorization')
    const call: Received = {
      service: oidc ? 'oidc' : 'github',
      action: oidc ? 'GetIdToken' : route.action,
      region: '',
      method,
      path: url.pathname,
      query: url.search,
      headers: { accept: header(request, 'accept') },
      body: parseObject(raw.toString('utf8')),
      authorization: sent === undefined ? 'none' : 'bearer',
      accessKeyId: undefined,
      bytes: raw.length,
      status: 0,
    }
    const operation = (): Reply => {
      if (oidc) return idToken(listening.url, sent, url.searchParams.get('audience'), state)
      const added = state.answers.get(`${method} ${url.pathname}`)
      if (added !== undefined) return json(added.status, added.body)
      if (sent === undefined) throw fault('RequiresAuthentication', 'Requires authentication', 401)
      const { status, body } = githubOperation(state, route, url.searchParams, call.body)
      return json(status, body)
    }
    await serve(wire, request, response, call, operation, ({ status, message }) => json(status, { message }))
  })
  return listening
}

/** Where the runner asks for OIDC tokens; clients add `&audience=`. */
export function oidcUrl(server: Listening): string {
  return `${server.url}${OIDC_PATH}?api-version=2.0`
}

function idToken(
  issuer: string,
  authorization: string | undefined,
  audience: string | null,
  { repository, environment }: GithubState,
): Reply {
  if (!authorization?.endsWith(` ${OIDC_REQUEST_TOKEN}`)) {
    throw fault('Unauthorized', 'The token of the request is not valid.', 401)
  }
  return json(200, { value: issueOidcToken(issuer, audience ?? '', repository, environment) })
}

function json(status: number, body: Json): Reply {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
  }
}
