import { citeKey } from '../library/citeKey.js';
import { useReferenceModel } from '../references/model/labeller.js';
import { labelNote, parseNote } from '../references/parse.js';
import type { Reference } from '../references/reference.js';
import type { Problem } from '../text/problem.js';
import type { Command, ExitStatus, Terminal } from './command.js';

/** On a line of its own, what points at another note points at nothing. */
const withoutWork: Partial<Record<Reference['form'], Pick<Problem, 'code' | 'message'>>> = {
  ibid: { code: 'ibid-without-work', message: 'This points at the note before it, which is not on this line. Give the full reference.' },
  'cross-reference': { code: 'cross-reference-unsettled', message: 'This points at another note, which is not on this line. Give the full reference.' },
};

/** The works that one line names, as CSL-JSON, and what could not be made out. */
function parseLine(line: string): { items: object[]; problems: Problem[] } {
  const { references, problems } = parseNote(line);
  const keys = new Set<string>();
  const items: object[] = [];
  const unsettled: Problem[] = [];
  for (const { form, item, start, end } of references) {
    const pointer = withoutWork[form];
    if (pointer) {
      unsettled.push({ ...pointer, start, end });
      continue;
    }
    const id = citeKey(item, keys);
    keys.add(id);
    items.push({ id, ...item });
  }
  return { items, problems: [...problems, ...unsettled].sort((a, b) => a.start - b.start) };
}

const labelLine = (line: string): object => ({ tokens: labelNote(line) });

export const parseCommand: Command = {
  usage: `  ibid parse [--labels]
    Reads one reference or one note a line from standard input, and writes one JSON object for each:
    {"items":[CSL-JSON...],"problems":[...]}
    --labels  {"tokens":[{"text","label","start","end"}...]}: each word with what it is`,
  options: { labels: { type: 'boolean' } },
  async run(terminal: Terminal, _words, { labels }): Promise<ExitStatus> {
    useReferenceModel(await terminal.referenceModel());
    let troubled = false;
    for await (const line of terminal.lines) {
      const result = labels ? labelLine(line) : parseLine(line);
      troubled ||= 'problems' in result && (result as { problems: unknown[] }).problems.length > 0;
      await terminal.print(JSON.stringify(result));
    }
    return troubled ? 1 : 0;
  },
};
