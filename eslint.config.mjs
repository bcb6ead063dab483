import js from '@eslint/js';
import ts from 'typescript-eslint';

// The rooms of src/, in the order in which they may know one another: a room imports only from rooms above it.
const rooms = ['text', 'documents', 'references', 'citations', 'library', 'language', 'pages'];
// These stand beside each other below the core, and do not import one another.
const outer = ['connect', 'editor', 'cli'];

// For the editor and the terminal alike: what begins a thread, what runs in it, and where the model lies that it reads with.
const threads = ['src/thread.ts', 'src/worker.ts', 'src/modelFile.ts'];

const editorModule = ['^vscode$', 'Only src/editor and src/extension.ts import vscode.'];
const nodeModules = ['^(?:node:|(?:fs|path|os|crypto|child_process|url|util)(?:/|$))', 'Only src/cli and what begins threads import node:*; take a FileSystem.'];

/** Forbids modules to some files, in `import` and `import()` alike. Each is a pattern with what to tell who breaks it. */
const forbid = (files, ...modules) => ({
  files,
  rules: {
    'no-restricted-imports': ['error', { patterns: modules.map(([regex, message]) => ({ regex, message })) }],
    'no-restricted-syntax': [
      'error',
      ...modules.map(([regex, message]) => ({ selector: `ImportExpression[source.value=/${regex.replaceAll('/', '\\u002f')}/]`, message })),
    ],
  },
});

const toRooms = (names) => `^(?:\\.{1,2}/)+(?:${names.join('|')})/`;

const walls = [
  ...rooms.map((room, index) => {
    const message = `src/${room} may import only from the rooms above it: ${rooms.slice(0, index).join(', ') || 'none'}.`;
    return forbid([`src/${room}/**`], [toRooms([...rooms.slice(index + 1), ...outer]), message], editorModule, nodeModules);
  }),
  ...outer.map((room) => {
    const others = toRooms(outer.filter((other) => other !== room));
    const message = `${outer.join(', ')} do not import each other.`;
    return forbid([`src/${room}/**`], [others, message], room === 'cli' ? editorModule : nodeModules);
  }),
  { ...forbid(['src/*.ts'], nodeModules), ignores: threads },
];

export default ts.config(
  { ignores: ['dist/', 'out/', 'node_modules/', '.vscode-test/', '.cache/'] },
  js.configs.recommended,
  ...ts.configs.strict,
  {
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  { files: ['src/**'], rules: { 'no-console': 'error' } },
  { files: ['src/cli/**'], rules: { 'no-console': 'off' } },
  ...walls,
  { files: ['**/*.mjs', '**/*.cjs'], languageOptions: { globals: { process: 'readonly', console: 'readonly', Buffer: 'readonly', URL: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', fetch: 'readonly', module: 'writable' } } },
);
