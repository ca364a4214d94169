import { assetStage, readNodeTools, type NodeAssets } from '../node/assets.ts'
import type { Request } from '../../plan.ts'
import type { App } from '../../view/file-view.ts'
import type { Composer } from './composer.ts'

/**
 * What package.json bundles beside PHP, or undefined where no known bundler says where its result goes.
 * Source: the documentation of laravel-vite-plugin, Laravel Mix, Webpack Encore and Inertia ("Server-side rendering").
 */
export function phpAssets(
  app: App,
  composer: Composer | undefined,
  request: Request,
): NodeAssets | undefined {
  const tools = readNodeTools(app, request)
  const { manifest, script } = tools ?? {}
  if (tools === undefined || manifest === undefined || script === undefined) return undefined
  const has = (...names: string[]): boolean => names.some((name) => manifest.dependency(name) !== undefined)
  const line = manifest.scripts.get(script.value)?.value ?? ''
  const outputs = has('laravel-vite-plugin', '@symfony/webpack-encore', 'vite-plugin-symfony')
    ? ['public/build', ...(/--ssr\b/.test(line) ? ['bootstrap/ssr'] : [])]
    : has('laravel-mix')
      ? ['public']
      : undefined
  if (outputs === undefined) return undefined
  // Its plug-in calls artisan for the routes while it bundles.
  const inside =
    has('@laravel/vite-plugin-wayfinder') && composer !== undefined
      ? {
          stage: 'vendor',
          before: [
            'mkdir -p bootstrap/cache storage/framework/cache/data storage/framework/views',
            'composer dump-autoload --no-dev --no-interaction',
          ],
        }
      : undefined
  return assetStage({ tools, script: script.value, outputs, ...(inside === undefined ? {} : { inside }) })
}
