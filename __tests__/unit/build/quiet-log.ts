import type { Log } from '../../../shared/runner/log.ts'

/** A log that says nothing. */
export const quietLog: Log = {
  info: () => undefined,
  debug: () => undefined,
  notice: () => undefined,
  warning: () => undefined,
  group: async (_, work) => await work(),
}
