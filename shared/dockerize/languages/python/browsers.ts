import type { Step } from '../../image/steps.ts'
import type { Project } from './project.ts'
import type { Source } from './source.ts'

/** Where Playwright looks for what the step below downloads. Source: Playwright's documentation, "Browsers". */
export const BROWSERS = { PLAYWRIGHT_BROWSERS_PATH: '/opt/browsers' }

/** Downloads the browsers that the source starts, and the libraries that they load; nothing without Playwright. */
export function browserStep(project: Project, source: Source): Step | undefined {
  if (project.direct('playwright') === undefined) return undefined
  const names = ['chromium', 'firefox', 'webkit'].filter((name) =>
    source.files.some((file) => source.code(file).includes(`.${name}.`)),
  )
  const wanted = names.length === 0 ? ['chromium'] : names
  return {
    kind: 'run',
    why: ['The browsers that the source starts, without a window, and the libraries that they load.'],
    commands: [
      `PLAYWRIGHT_BROWSERS_PATH=${BROWSERS.PLAYWRIGHT_BROWSERS_PATH} /opt/venv/bin/playwright install --with-deps --only-shell ${wanted.join(' ')}`,
      'rm -rf /var/lib/apt/lists/*',
    ],
  }
}
