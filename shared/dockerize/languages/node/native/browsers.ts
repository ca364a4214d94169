import { warningAt } from '../../../found.ts'
import type { Manifest } from '../manifest.ts'
import type { PartOfNeeds } from './needs.ts'
import { CHROMIUM_LIBRARIES } from './table.ts'

const PLAYWRIGHT = ['playwright', 'playwright-chromium']
// Packages that have a browser in them, for a puppeteer-core that has none.
const BROUGHT = ['@sparticuz/chromium', 'chrome-aws-lambda']
const SANDBOX =
  'A container gives Chromium no sandbox: start it with the arguments --no-sandbox and --disable-dev-shm-usage.'

/** The browsers that an application itself drives; in development alone they are for its tests. */
export function browserNeeds({ dependencies }: Manifest): readonly PartOfNeeds[] {
  const brought = BROUGHT.some((name) => dependencies.has(name))
  const puppeteer =
    dependencies.get('puppeteer') ?? (brought ? undefined : dependencies.get('puppeteer-core'))
  const playwright = PLAYWRIGHT.map((name) => dependencies.get(name)).find((found) => found !== undefined)
  return [
    puppeteer === undefined
      ? {}
      : {
          // Debian's own gets its security fixes with the image, and is there for ARM too.
          run: ['chromium', 'fonts-liberation'],
          // Source: pptr.dev, "Configuration".
          buildEnv: { PUPPETEER_SKIP_DOWNLOAD: 'true' },
          runEnv: { PUPPETEER_EXECUTABLE_PATH: '/usr/bin/chromium' },
          warnings: [warningAt(puppeteer, SANDBOX)],
        },
    playwright === undefined
      ? {}
      : {
          // The slim image has no font, and without one pages have no text.
          run: [...CHROMIUM_LIBRARIES, 'fonts-liberation'],
          // Beside the package in node_modules, and so into the image with it. Source: playwright.dev, "Browsers".
          buildEnv: { PLAYWRIGHT_BROWSERS_PATH: '0' },
          runEnv: { PLAYWRIGHT_BROWSERS_PATH: '0' },
          after: ['node_modules/.bin/playwright install --only-shell chromium'],
          warnings: [warningAt(playwright, SANDBOX)],
        },
  ]
}
