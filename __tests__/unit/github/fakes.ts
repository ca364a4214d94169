import type { GithubAnswer, GithubApi, GithubPorts } from '../../../shared/github/api.ts'
import { openJournal } from '../../../shared/runner/journal.ts'

const clock = { now: () => 0, sleep: () => Promise.resolve() }

/** Ports whose network is a function, and which keep silent. */
export function portsWith(fetch: typeof globalThis.fetch): GithubPorts & { readonly said: string[] } {
  const said: string[] = []
  const say = (text: string): void => {
    said.push(text)
  }
  return {
    said,
    fetch,
    clock,
    journal: openJournal(clock),
    log: { info: say, debug: say, notice: say, warning: say, group: async (_title, work) => await work() },
  }
}

/** An API that answers each path with a body, or refuses it with a status; what it was asked is `asked`. */
export function apiOf(answers: Readonly<Record<string, unknown>>): GithubApi & { readonly asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    ask: ({ path }) => {
      asked.push(path)
      const body = answers[path]
      const refused = typeof body === 'number'
      return Promise.resolve<GithubAnswer>({
        ok: !refused,
        status: refused ? body : 200,
        body: refused ? undefined : body,
        message: refused ? 'refused' : '',
      })
    },
  }
}
