import { describe, expect, it } from 'vitest'
import { planFor } from './memory-view.ts'

// What public applications taught.
describe('an application of Node.js', () => {
  it('whose compiler writes beside the source keeps what was written', () => {
    const { dockerfile } = planFor({
      'package.json': {
        scripts: { build: 'tsc', start: 'node server.js' },
        devDependencies: { typescript: '5.0.0' },
      },
      'package-lock.json': '{}',
      'server.ts': 'app.listen(process.env.PORT || 8080)\n',
    })
    expect(dockerfile).toMatch(/^COPY --from=build \/app \.\/?$/m)
  })

  it('that keeps folders out of the build copies none of them out of it', () => {
    const { dockerfile } = planFor({
      'package.json': {
        scripts: { build: 'tsc', start: 'node built/server.js' },
        devDependencies: { typescript: '5.0.0' },
      },
      'package-lock.json': '{}',
      '.dockerignore': 'buildspecs\nbuilt\n',
      'buildspecs/build.sh': '',
      'views/index.html': '',
      'src/server.ts': 'app.listen(process.env.PORT || 8080)\n',
    })
    expect(dockerfile).toContain('COPY --from=build /app/built ./built')
    expect(dockerfile).toContain('COPY --from=build /app/views ./views')
    expect(dockerfile).not.toContain('buildspecs')
  })

  it('whose installation only makes types installs before the source', () => {
    const { dockerfile } = planFor({
      'package.json': {
        scripts: { build: 'nuxt build', postinstall: 'nuxt prepare' },
        dependencies: { nuxt: '4.0.0' },
      },
      'package-lock.json': '{}',
      'app.vue': '<template>Hello</template>',
    })
    expect(dockerfile).toContain('COPY package.json package-lock.json ./\nRUN')
  })

  it('that pnpm would install without node_modules gets them', () => {
    const { dockerfile } = planFor({
      'package.json': { scripts: { start: 'node server.js' }, dependencies: { fastify: '5.0.0' } },
      'pnpm-lock.yaml': "lockfileVersion: '9.0'\n",
      '.npmrc': 'node-linker = pnp\nsymlink=false\n',
      'server.js': 'fastify.listen({ port: 8080 })\n',
    })
    expect(dockerfile).toContain('npm_config_node_linker=isolated')
  })
})
