import { describe, expect, it } from 'vitest'
import { errorOf, expressFiles, planFor } from './memory-view.ts'

describe('a server on Node.js', () => {
  it('is found with the line of each value', () => {
    const plan = planFor(expressFiles)
    expect(plan.framework).toEqual({ value: 'express', file: 'package.json', line: 6 })
    expect(plan.runCommand).toEqual({ value: ['node', 'server.js'], file: 'package.json', line: 3 })
    expect(plan.port).toEqual({ value: 8080, file: 'server.js', line: 3 })
    expect(plan.healthCheckPath).toEqual({ value: '/healthy', file: 'server.js', line: 2 })
    expect(plan.packageManager).toEqual({ value: 'npm', file: 'package-lock.json' })
  })

  it('gets an image that keeps the promises of every image', () => {
    const { dockerfile } = planFor(expressFiles)
    expect(dockerfile.startsWith('# syntax=docker/dockerfile:1\n# check=error=true\n')).toBe(true)
    expect(dockerfile).toMatch(/^USER 1000:1000$/m)
    expect(dockerfile).toMatch(/^CMD \["node", "server.js"\]$/m)
    expect(dockerfile).toMatch(/^HEALTHCHECK /m)
    expect(dockerfile).toContain('npm ci --omit=dev')
    expect(dockerfile).toContain('--mount=type=cache,target=/root/.npm')
    expect(dockerfile).toMatch(/^EXPOSE 8080$/m)
    expect(dockerfile.indexOf('COPY package.json')).toBeLessThan(dockerfile.indexOf('COPY . .'))
  })

  it('is the same bytes every time', () => {
    expect(planFor(expressFiles).dockerfile).toBe(planFor(expressFiles).dockerfile)
  })

  it('is copied from its folder when it is not at the top', () => {
    const moved = Object.fromEntries(
      Object.entries(expressFiles).map(([path, text]) => [`services/api/${path}`, text]),
    )
    const { dockerfile, port } = planFor(moved, {}, { folder: 'services/api' })
    expect(port.file).toBe('services/api/server.js')
    expect(dockerfile).toContain('COPY services/api/package.json services/api/package-lock.json ./')
    expect(dockerfile).toContain('COPY services/api/ ./')
  })

  it('gives every input precedence over what is found', () => {
    const plan = planFor(expressFiles, {
      version: '22',
      port: 4000,
      runCommand: 'node other.js',
      buildCommand: 'make',
      healthCheckPath: '/live',
    })
    expect(plan.version.value).toBe('22')
    expect(plan.port.value).toBe(4000)
    expect(plan.runCommand.value).toEqual(['node', 'other.js'])
    expect(plan.buildCommand?.value).toBe('make')
    expect(plan.dockerfile).toContain('AWS_LWA_READINESS_CHECK_PATH=/live')
  })

  it('takes official images from a mirror', () => {
    const { dockerfile } = planFor(expressFiles, {}, { baseRegistry: 'public.ecr.aws/docker/library' })
    expect(dockerfile).toContain('FROM public.ecr.aws/docker/library/node:24-slim AS runtime')
  })

  it('takes the version that another platform is told, where no file of its own pins one', () => {
    const netlify = '[build.environment]\nNODE_VERSION = "22"\n'
    expect(planFor({ ...expressFiles, 'netlify.toml': netlify }).version).toMatchObject({
      value: '22',
      file: 'netlify.toml',
    })
    expect(planFor({ ...expressFiles, 'netlify.toml': netlify, '.nvmrc': '24' }).version).toMatchObject({
      value: '24',
      considered: [{ value: '22', file: 'netlify.toml' }],
    })
  })

  it('says so when the version is past its end of life', () => {
    const plan = planFor({ ...expressFiles, '.nvmrc': 'v18\n' })
    expect(plan.version).toEqual({ value: '18', file: '.nvmrc', line: 1 })
    expect(plan.warnings.map(({ text }) => text)).toContain(
      'Node.js 18 has had no security fixes since 2025-04-30.',
    )
  })

  it('mounts the tokens that .npmrc names, and leaves .npmrc out of the image', () => {
    const { dockerfile } = planFor({
      ...expressFiles,
      '.npmrc': '//npm.example.com/:_authToken=${NPM_TOKEN}\n',
    })
    expect(dockerfile).toContain('--mount=type=secret,id=NPM_TOKEN,env=NPM_TOKEN,required=false')
    expect(dockerfile).toContain('--mount=type=secret,id=npmrc,target=/root/.npmrc,required=false')
    const runtime = dockerfile.slice(dockerfile.indexOf('AS runtime'))
    expect(runtime).not.toContain('COPY . .')
    expect(runtime).toContain('COPY --from=source /app .')
  })

  it('copies everything first when scripts of the installation may need it', () => {
    const files = {
      ...expressFiles,
      'package.json': {
        ...expressFiles['package.json'],
        scripts: { start: 'node server.js', postinstall: 'node setup.js' },
      },
    }
    const { dockerfile } = planFor(files)
    expect(dockerfile.slice(0, dockerfile.indexOf('npm ci'))).toContain('COPY . .')
  })
})

describe('the Lambda adapter', () => {
  it('is there unless it is not wanted', () => {
    expect(planFor(expressFiles).dockerfile).toContain('/opt/extensions/lambda-adapter')
    expect(planFor(expressFiles, {}, { lambda: 'never' }).dockerfile).not.toContain('lambda')
  })

  it('is left out on a port that Lambda cannot bind, and refused where it is insisted on', () => {
    expect(planFor(expressFiles, { port: 80 }).dockerfile).not.toContain('lambda-adapter')
    expect(() => planFor(expressFiles, { port: 80 }, { lambda: 'always' })).toThrow(/below 1024/)
  })
})

describe('package managers', () => {
  const { 'package-lock.json': lock, ...unlocked } = expressFiles

  it('installs pnpm at the version that wrote the lockfile', () => {
    const { dockerfile, packageManager } = planFor({
      ...unlocked,
      'pnpm-lock.yaml': "lockfileVersion: '6.0'\n",
    })
    expect(packageManager?.value).toBe('pnpm')
    expect(dockerfile).toContain('npm install --global pnpm@8\n')
    expect(dockerfile).toContain('pnpm install --frozen-lockfile --store-dir=/pnpm/store --prod')
  })

  it('installs Yarn 1 and Yarn 4 their own ways', () => {
    const classic = planFor({ ...unlocked, 'yarn.lock': '# yarn lockfile v1\n' })
    expect(classic.dockerfile).toContain('yarn install --frozen-lockfile --non-interactive --production')
    const berry = planFor({
      ...unlocked,
      'package.json': { ...unlocked['package.json'], packageManager: 'yarn@4.9.1' },
      'yarn.lock': '__metadata:\n  version: 8\n',
    })
    expect(berry.dockerfile).toContain('@yarnpkg/cli-dist@4.9.1')
    expect(berry.dockerfile).toContain('YARN_NODE_LINKER=node-modules')
    expect(berry.dockerfile).toContain('yarn workspaces focus --production')
  })

  it('warns of two lockfiles and of none', () => {
    const two = planFor({ ...unlocked, 'package-lock.json': lock, 'yarn.lock': '' })
    expect(two.warnings[0]?.text).toMatch(/Both yarn.lock and package-lock.json/)
    expect(planFor(unlocked).warnings[0]?.text).toMatch(/no lockfile/)
  })
})

describe('what cannot run', () => {
  it('says what was looked for, and which input answers it', () => {
    const files = { 'package.json': { dependencies: { express: '5' }, scripts: { start: 'webpack serve' } } }
    const error = errorOf(() => planFor(files))
    expect(error.message).toMatch(/Procfile.*start:prod.*"main".*webpack serve, which is for development/)
    expect(error.hint).toMatch(/"run-command"/)
  })

  it('refuses another runtime', () => {
    const files = {
      'package.json': { dependencies: { express: '5' }, scripts: { start: 'deno run app.ts' } },
    }
    expect(() => planFor(files)).toThrow(/starts Deno/)
  })

  it('names a file that nothing makes', () => {
    const files = {
      ...expressFiles,
      'package.json': { ...expressFiles['package.json'], scripts: { start: 'node dist/x.js' } },
    }
    expect(() => planFor(files)).toThrow(/runs dist\/x.js, which is not there/)
  })

  it('takes no word of the code for a health path', () => {
    const code = "switch (kind) {\n  case 'ping':\n    break\n}\napp.listen(3000)\n"
    const files = { 'package.json': '{"scripts":{"start":"node server.js"}}', 'server.js': code }
    expect(planFor(files).healthCheckPath.value).toBe('/')
    const served = code.replace("'ping'", "'/ping'")
    expect(planFor({ ...files, 'server.js': served }).healthCheckPath.value).toBe('/ping')
  })

  it('gives file, line and column of broken JSON', () => {
    expect(() => planFor({ 'package.json': '{\n  "name": "x",\n}' })).toThrow(
      /package.json is not valid JSON at line 3, column 1/,
    )
  })

  it('lists the frameworks, nearest first', () => {
    expect(errorOf(() => planFor(expressFiles, { framework: 'nextjs' })).hint).toMatch(
      /nearest first: next, /,
    )
  })

  it.each([
    ['spring', 'spring-boot'],
    ['Next.js', 'next'],
    ['rails7', 'rails'],
    ['asp.net', 'aspnet'],
  ])('takes %s for %s', (framework, meant) => {
    expect(errorOf(() => planFor(expressFiles, { framework })).hint).toContain(`nearest first: ${meant}, `)
  })

  it('says what was looked for where nothing is recognised', () => {
    const error = errorOf(() => planFor({ 'README.md': '' }))
    expect(error.message).toMatch(/requirements.txt.*package.json.*index.html/)
    expect(error.hint).toMatch(/root-directory/)
  })
})
