/** Scripts that start an application, in the order in which they are tried. */
// A plain `start` is often for development where one of the others is there.
export const SCRIPTS: readonly string[] = [
  'start:prod',
  'start:production',
  'start',
  'serve',
  'prod',
  'production',
]
