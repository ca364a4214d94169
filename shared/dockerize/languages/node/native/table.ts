/** What a dependency needs beyond the slim image of Node.js. */
export interface Native {
  /** Debian packages that its installation may have to compile with. */
  readonly build?: readonly string[]
  /** Debian packages that it loads or runs while the application runs. */
  readonly run?: readonly string[]
  /** The first major release that brings binaries of its own and needs nothing of this any more. */
  readonly until?: number
  /** Another dependency that brings what it needs. */
  readonly unless?: string
}

// What node-gyp asks for. Source: node-gyp's README, "Installation", on Unix.
export const TOOLCHAIN = ['g++', 'make', 'python3'] as const

// Source: node-canvas' README, "Compiling", for Debian; the same libraries without their headers at run time.
const CANVAS: Native = {
  build: [
    ...TOOLCHAIN,
    'libcairo2-dev',
    'libgif-dev',
    'libjpeg-dev',
    'libpango1.0-dev',
    'librsvg2-dev',
    'pkg-config',
  ],
  run: ['libcairo2', 'libgif7', 'libjpeg62-turbo', 'libpango-1.0-0', 'libpangocairo-1.0-0', 'librsvg2-2'],
}

/** What Chromium loads. Source: Playwright, nativeDeps.ts, of Debian. */
export const CHROMIUM_LIBRARIES: readonly string[] = [
  'libasound2',
  'libatk-bridge2.0-0',
  'libatk1.0-0',
  'libatspi2.0-0',
  'libcairo2',
  'libcups2',
  'libdbus-1-3',
  'libdrm2',
  'libgbm1',
  'libglib2.0-0',
  'libnspr4',
  'libnss3',
  'libpango-1.0-0',
  'libx11-6',
  'libxcb1',
  'libxcomposite1',
  'libxdamage1',
  'libxext6',
  'libxfixes3',
  'libxkbcommon0',
  'libxrandr2',
]

const COMPILED: Native = { build: TOOLCHAIN }

/** By the dependency's name. A module that always brings binaries (sharp, esbuild, argon2 today) needs no line. */
export const NATIVE: Readonly<Record<string, Native>> = {
  argon2: { ...COMPILED, until: 1 },
  bcrypt: { ...COMPILED, until: 6 },
  'better-sqlite3': COMPILED,
  // It brings node-gyp 8, which needs distutils; Python has none since 3.12.
  sqlite3: { build: [...TOOLCHAIN, 'python3-setuptools'] },
  'node-gyp': COMPILED,
  nan: COMPILED,
  'node-addon-api': COMPILED,
  'node-sass': COMPILED,
  'isolated-vm': COMPILED,
  libxmljs: COMPILED,
  libxmljs2: COMPILED,
  'node-expat': COMPILED,
  re2: COMPILED,
  zeromq: { ...COMPILED, until: 6 },
  canvas: CANVAS,
  libpq: { build: [...TOOLCHAIN, 'libpq-dev'], run: ['libpq5'] },
  'pg-native': { build: [...TOOLCHAIN, 'libpq-dev'], run: ['libpq5'] },
  'fluent-ffmpeg': { run: ['ffmpeg'], unless: 'ffmpeg-static' },
  gm: { run: ['graphicsmagick'] },
  imagemagick: { run: ['imagemagick'] },
  pdf2pic: { run: ['ghostscript', 'graphicsmagick'] },
  'node-poppler': { run: ['poppler-utils'] },
  'node-tesseract-ocr': { run: ['tesseract-ocr'] },
  'simple-git': { run: ['ca-certificates', 'git'] },
  'youtube-dl-exec': { build: ['python3'], run: ['python3'] },
  '@sparticuz/chromium': { run: CHROMIUM_LIBRARIES },
}
