import { searchLines } from '../../parse/lines.ts'
import type { NodeFramework } from './framework.ts'

const CONFIGS = ['vite.config.ts', 'vite.config.mts', 'vite.config.js', 'vite.config.mjs']

/** Vite: a single page application of files. */
export const vite: NodeFramework = {
  name: 'vite',
  packages: ['vite'],
  unless: [
    '@remix-run/dev',
    '@react-router/dev',
    '@sveltejs/kit',
    '@angular/core',
    '@solidjs/start',
    '@tanstack/react-start',
    '@builder.io/qwik-city',
    '@redwoodjs/core',
    'astro',
    'nuxt',
    'vitepress',
  ],
  build: 'node_modules/.bin/vite build',
  output: (app) => {
    const config = CONFIGS.find((path) => app.files.isFile(path))
    const text = config === undefined ? '' : (app.files.head(config) ?? '')
    const found = searchLines(text, /\boutDir\s*:\s*['"`]([\w./-]+)['"`]/)
    const folder = found?.groups[0]?.replace(/^\.\//, '')
    return {
      kind: 'site',
      folder:
        folder === undefined || config === undefined || folder.startsWith('.')
          ? { value: 'dist', why: 'the default of Vite' }
          : { value: folder, file: app.at(config), line: found?.line ?? 1 },
      fallback: true,
    }
  },
}
