import js from '@eslint/js';
import { importX } from 'eslint-plugin-import-x';
import { createNodeResolver } from 'eslint-plugin-import-x';
import ts from 'typescript-eslint';

// The rooms of src/, in the order in which they may know one another: a room imports only from rooms above it.
const rooms = ['text', 'documents', 'references', 'citations', 'library', 'language'];
// These stand beside each other below the core, and do not import one another.
const outer = ['connect', 'editor', 'cli'];

const walls = [
  ...rooms.map((room, index) => ({
    target: `./src/${room}`,
    from: [...rooms.slice(index + 1), ...outer].map((below) => `./src/${below}`),
    message: `src/${room} may import only from the rooms above it: ${rooms.slice(0, index).join(', ') || 'none'}.`,
  })),
  ...outer.map((room) => ({
    target: `./src/${room}`,
    from: outer.filter((other) => other !== room).map((other) => `./src/${other}`),
    message: `${outer.join(', ')} do not import each other.`,
  })),
];

const noEditor = { name: 'vscode', message: 'Only src/editor and src/extension.ts import vscode.' };
const noNode = { group: ['node:*', 'fs', 'path', 'os', 'crypto', 'child_process'], message: 'Only src/cli imports node:*; take a FileSystem.' };

export default ts.config(
  { ignores: ['dist/', 'out/', 'node_modules/', '.vscode-test/', '.cache/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  {
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.js', '.mjs'], extensionAlias: { '.js': ['.ts', '.js'] } })] },
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      'import-x/no-restricted-paths': ['error', { zones: walls }],
    },
  },
  {
    files: ['src/**'],
    rules: { 'no-restricted-imports': ['error', { paths: [noEditor], patterns: [noNode] }], 'no-console': 'error' },
  },
  {
    files: ['src/editor/**', 'src/extension.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [noNode] }] },
  },
  {
    files: ['src/cli/**'],
    rules: { 'no-restricted-imports': ['error', { paths: [noEditor] }], 'no-console': 'off' },
  },
  { files: ['**/*.mjs', '**/*.cjs'], languageOptions: { globals: { process: 'readonly', console: 'readonly', Buffer: 'readonly', URL: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', fetch: 'readonly', module: 'writable' } } },
);
