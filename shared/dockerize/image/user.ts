import type { Step } from './steps.ts'

/** The user and group of images whose base has none but root. */
export const USER = '1001:1001'

/** Makes that user. */
export function appUser(): Step {
  return {
    kind: 'run',
    why: ['The official images have no user but root. Its home is what Lambda lets a function write to.'],
    commands: [
      'groupadd --gid 1001 app',
      'useradd --uid 1001 --gid 1001 --no-create-home --home-dir /tmp --shell /usr/sbin/nologin app',
    ],
  }
}
