import type { NodeFramework } from './framework.ts'

/** Create React App: a single page application of files. */
export const createReactApp: NodeFramework = {
  name: 'create-react-app',
  packages: ['react-scripts'],
  build: 'node_modules/.bin/react-scripts build',
  output: () => ({
    kind: 'site',
    folder: { value: 'build', why: 'the default of react-scripts' },
    fallback: true,
  }),
}
