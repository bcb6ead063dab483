// What a person sees is German where VS Code is: every message has its German, and none is left out.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const project = join(import.meta.dirname, '..');
const read = (file: string): string => readFileSync(join(project, file), 'utf8');
const table = (file: string): Record<string, string> => JSON.parse(read(file)) as Record<string, string>;
const placeholders = (message: string): string[] => [...new Set(message.match(/\{\d+\}/g) ?? [])].sort();

/** The terminal speaks English alone. */
const sources = (readdirSync(join(project, 'src'), { recursive: true }) as string[])
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.startsWith('cli/'));
const parsed = sources.map((file) => ts.createSourceFile(file, read(`src/${file}`), ts.ScriptTarget.Latest, true));

function nodesOf(node: ts.Node): ts.Node[] {
  const nodes = [node];
  for (const one of nodes) ts.forEachChild(one, (child) => void nodes.push(child));
  return nodes;
}

const place = (node: ts.Node): string => {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
};

const isTranslation = (node: ts.Node): node is ts.CallExpression => ts.isCallExpression(node) && /^(?:vscode\.)?l10n\.t$/.test(node.expression.getText());
const all = parsed.flatMap(nodesOf);
const translations = all.filter(isTranslation);
const messages = new Set(translations.flatMap(({ arguments: [message] }) => (message && ts.isStringLiteralLike(message) ? [message.text] : [])));
const german = table('l10n/bundle.l10n.de.json');

describe('The messages', () => {
  it('are whole where they are made, so that they can be found', () => {
    const made = translations.filter(({ arguments: [message] }) => !message || !ts.isStringLiteralLike(message));
    assert.deepEqual(made.map((call) => `${place(call)}: ${call.getText()}`), []);
  });

  it('are made when they are told: what stands at the top level of a module would stay English', () => {
    const isLate = (node: ts.Node): boolean => ts.isFunctionLike(node) || ts.isPropertyDeclaration(node);
    // a page's script is told its language by `openChannel`
    const isTold = (call: ts.Node): boolean => call.getSourceFile().text.slice(0, call.getStart()).includes('openChannel<');
    const early = translations.filter((call) => !ts.findAncestor(call, isLate) && !isTold(call));
    assert.deepEqual(early.map((call) => `${place(call)}: ${call.getText()}`), []);
  });

  it('are of VS Code in the editor, and of the core elsewhere, since only either is there', () => {
    const wrong = translations.filter((call) => call.expression.getText().startsWith('vscode.') !== /^(?:editor\/|extension\.ts)/.test(call.getSourceFile().fileName));
    assert.deepEqual(wrong.map(place), []);
  });

  it('have their German, all of them', () => {
    assert.deepEqual([...messages].filter((message) => !german[message]).sort(), []);
  });

  it('have no German that nobody says any more', () => {
    assert.deepEqual(Object.keys(german).filter((message) => !messages.has(message)), []);
  });

  it('have the same places to be filled in German', () => {
    const other = Object.entries(german).filter(([message, translated]) => placeholders(message).join() !== placeholders(translated).join());
    assert.deepEqual(other, []);
  });
});

describe('The words of package.json', () => {
  const [english, inGerman] = [table('package.nls.json'), table('package.nls.de.json')];
  const used = new Set(Array.from(read('package.json').matchAll(/"%([\w.-]+)%"/g), ([, key]) => key!));

  it('are there in English and German, and no others', () => {
    assert.deepEqual(Object.keys(english).sort(), [...used].sort());
    assert.deepEqual(Object.keys(inGerman).sort(), [...used].sort());
  });

  it('lead to the same commands and settings in both', () => {
    const links = (text: string): string[] => [...(text.match(/\]\([^)]+\)|`#?ibid\.[\w.]+#?`/g) ?? [])].sort();
    const other = [...used].filter((key) => links(english[key]!).join() !== links(inGerman[key]!).join());
    assert.deepEqual(other, []);
  });
});

/** Where a string is shown to a person: what these properties hold, and what is given to these functions. */
const shownProperties = new Set(['message', 'title', 'placeHolder', 'placeholder', 'prompt', 'description', 'tooltip', 'detail', 'openLabel', 'saveLabel', 'ariaLabel', 'refused']);
const showing = /^vscode\.window\.(?:show\w*Message|setStatusBarMessage)$/;
/** What has words, as a sentence or a label has. */
const isProse = (text: string): boolean => /\p{L}{2}[^\p{L}]+\p{L}{2}|^\p{Lu}\p{Ll}+…?$/u.test(text);

/** Not for people, or the same in all languages. */
const exceptions = new Set([
  // names of fields in other programs' files
  'documents/html/metadata.ts', 'library/formats/hayagriva.ts',
]);

const textOf = (node: ts.Node): string | null =>
  ts.isStringLiteralLike(node) ? node.text
  : ts.isTemplateExpression(node) ? node.head.text + node.templateSpans.map(({ literal }) => ` ${literal.text}`).join('')
  : null;

/** The texts that an expression may come to, but for those that are translated. */
function* textsIn(node: ts.Node): Generator<ts.Node> {
  if (isTranslation(node)) return;
  if (textOf(node) !== null) yield node;
  else if (ts.isConditionalExpression(node)) yield* [node.whenTrue, node.whenFalse].flatMap((part) => [...textsIn(part)]);
  else if (ts.isBinaryExpression(node)) yield* [node.left, node.right].flatMap((part) => [...textsIn(part)]);
  else if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) yield* textsIn(node.expression);
  else if (ts.isArrayLiteralExpression(node)) for (const part of node.elements) yield* textsIn(part);
}

const shownIn = (node: ts.Node): ts.Node[] =>
  ts.isPropertyAssignment(node) && shownProperties.has(node.name.getText()) ? [...textsIn(node.initializer)]
  : ts.isVariableDeclaration(node) && shownProperties.has(node.name.getText()) && node.initializer ? [...textsIn(node.initializer)]
  : ts.isBinaryExpression(node) && ts.isPropertyAccessExpression(node.left) && shownProperties.has(node.left.name.text) ? [...textsIn(node.right)]
  : ts.isCallExpression(node) && showing.test(node.expression.getText()) ? node.arguments.flatMap((given) => [...textsIn(given)])
  : ts.isNewExpression(node) && /^(?:vscode\.CodeAction|SourceGivenUp)$/.test(node.expression.getText()) ? (node.arguments ?? []).flatMap((given) => [...textsIn(given)])
  : [];

describe('What is shown to a person', () => {
  it('is a message', () => {
    const left = all.filter((node) => !exceptions.has(node.getSourceFile().fileName)).flatMap(shownIn).filter((node) => isProse(textOf(node)!));
    assert.deepEqual(left.map((node) => `${place(node)}: ${node.getText()}`), []);
  });

  it('reads in a page as it reads in the editor: its HTML has no words of its own', () => {
    const templates = (readdirSync(join(project, 'src/pages'), { recursive: true }) as string[]).filter((file) => file.endsWith('.html'));
    const words = templates.flatMap((file) => Array.from(read(`src/pages/${file}`).matchAll(/>[^<{]*\p{L}{2}[^<]*<|(?:title|alt|placeholder|aria-label)="[^"{]*\p{Ll}[^"]*"/gu), ([found]) => `${file}: ${found}`));
    assert.deepEqual(words, []);
  });
});
