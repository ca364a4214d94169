import js from '@eslint/js'
import { createNodeResolver, importX } from 'eslint-plugin-import-x'
import tseslint from 'typescript-eslint'

export default tseslint.config(
  { ignores: ['dist/', '.build/', 'node_modules/', 'examples/', '__tests__/apps/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  tseslint.configs.stylisticTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js'] } },
    },
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js'] })],
      'import-x/extensions': ['.ts', '.js'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
    },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-default-export': 'error',
      'import-x/no-self-import': 'error',
      // An action is an edge: what two of them need belongs to a domain in shared/, and a domain knows no action.
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            ...['build', 'release', 'auto-dockerize', 'root'].map((action) => ({
              target: `./${action}-action`,
              from: ['build', 'release', 'auto-dockerize', 'root']
                .filter((other) => other !== action)
                .map((other) => `./${other}-action`),
            })),
            {
              target: './shared',
              from: ['./build-action', './release-action', './auto-dockerize-action', './root-action'],
            },
            {
              target: ['./shared', './*-action'],
              from: ['./sandbox', './demo', './bench', './scripts', './__tests__'],
            },
          ],
        },
      ],
      'max-lines': ['error', { max: 300 }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/consistent-type-definitions': ['error', 'interface'],
      // An index signature is how the environment and parsed documents are typed; tsc asks for the brackets.
      '@typescript-eslint/dot-notation': 'off',
    },
  },
  {
    files: ['*.config.ts', '*.config.js'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  { files: ['eslint.config.js'], extends: [tseslint.configs.disableTypeChecked] },
)
