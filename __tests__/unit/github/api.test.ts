import { describe, expect, it } from 'vitest'
import { openGithubApi } from '../../../shared/github/api.ts'
import { compareCommits } from '../../../shared/github/compare.ts'
import { apiOf, portsWith } from './fakes.ts'

const GITHUB = { apiUrl: 'https://api.github.com', repository: 'o/r' }
const question = { action: 'GetCommit', path: 'commits/x' }

describe("GitHub's API", () => {
  it('is not asked outside of GitHub, nor without a token', () => {
    const ports = portsWith(() => Promise.reject(new Error('asked')))
    expect(openGithubApi({ ...GITHUB, repository: undefined }, 'token', ports)).toBeUndefined()
    expect(openGithubApi(GITHUB, undefined, ports)).toBeUndefined()
  })

  it('is asked for the repository, with the token', async () => {
    const sent: [string, RequestInit | undefined][] = []
    const ports = portsWith((url, init) => {
      sent.push([url instanceof Request ? url.url : String(url), init])
      return Promise.resolve(Response.json({ sha: 'x' }))
    })
    const answer = await openGithubApi(GITHUB, 'secret', ports)?.ask(question)
    expect(answer).toStrictEqual({ ok: true, status: 200, body: { sha: 'x' }, message: '' })
    expect(sent).toMatchObject([
      ['https://api.github.com/repos/o/r/commits/x', { headers: { authorization: 'Bearer secret' } }],
    ])
    expect(ports.journal.calls).toMatchObject([{ service: 'github', action: 'GetCommit', status: 200 }])
    expect(ports.said.join()).not.toContain('secret')
  })

  it.each([
    [
      'a refusal',
      () => Promise.resolve(Response.json({ message: 'Not Found' }, { status: 404 })),
      404,
      'Not Found',
    ],
    ['a page of HTML', () => Promise.resolve(new Response('<html>', { status: 502 })), 502, ''],
    ['no answer', () => Promise.reject(new Error('no route')), undefined, 'no route'],
  ])('never throws for %s', async (_, fetch, status, message) => {
    const answer = await openGithubApi(GITHUB, 'token', portsWith(fetch))?.ask(question)
    expect(answer).toMatchObject({ ok: false, status, message })
  })
})

describe('comparing commits', () => {
  const path = 'compare/a...b?per_page=2'

  it('gives the first lines of the messages, and who wrote them', async () => {
    const commits = [
      { sha: '1', commit: { message: 'One\n\nmore', author: { name: 'Ann' } }, author: { login: 'ann' } },
      { sha: '2', commit: { message: 'Two', author: { name: 'Ben' } }, author: null },
      { sha: '3', commit: {} },
    ]
    const api = apiOf({ [path]: { status: 'ahead', ahead_by: 3, behind_by: 0, commits } })
    expect(await compareCommits(api, 'a', 'b', 2)).toStrictEqual({
      status: 'ahead',
      ahead: 3,
      behind: 0,
      commits: [
        { sha: '1', title: 'One', author: 'ann' },
        { sha: '2', title: 'Two', author: 'Ben' },
      ],
    })
  })

  it.each([
    ['a refusal', 404],
    ['another shape', { status: 'odd' }],
    ['a list', []],
  ])('tells nothing after %s', async (_, body) => {
    expect(await compareCommits(apiOf({ [path]: body }), 'a', 'b', 2)).toBeUndefined()
  })
})
