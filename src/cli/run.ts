import { parseArgs } from 'node:util';
import { FileSystemError } from '../library/fileSystem.js';
import { UsageError, type Command, type ExitStatus, type Terminal, type Values } from './command.js';
import { checkCommand } from './checkCommand.js';
import { exportCommand } from './exportCommand.js';
import { importCommand } from './importCommand.js';
import { parseCommand } from './parseCommand.js';
import { searchCommand } from './searchCommand.js';
import { worksCommand } from './worksCommand.js';

const commands: Record<string, Command> = {
  import: importCommand, parse: parseCommand, search: searchCommand, check: checkCommand, export: exportCommand, works: worksCommand,
};

const help = `Ibid reads the articles you have read and builds a library of what they cite, and what for.

${Object.values(commands).map(({ usage }) => usage).join('\n\n')}

  ibid --help, ibid --version

Exit status: 0 done, 1 done with problems that need a person, 2 could not run.`;

/** Runs `ibid` with the arguments a person gave. */
export async function run(args: readonly string[], terminal: Terminal, version: string): Promise<ExitStatus> {
  const [name = '--help', ...rest] = args;
  if (name === '--version') return shown(terminal, version);
  if (name === '--help' || name === '-h' || name === 'help') return shown(terminal, help);
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) return failed(terminal, `There is no command “${name}”.\n\n${help}`);
  try {
    const { values, positionals } = readArguments(rest, command);
    if (values['help']) return await shown(terminal, command.usage);
    return await command.run(terminal, positionals, values);
  } catch (error) {
    if (error instanceof UsageError) return failed(terminal, `${error.message}\n\n${command.usage}`);
    if (error instanceof FileSystemError || isModelError(error)) return failed(terminal, error.message);
    if (terminal.signal.aborted) return failed(terminal, 'Cancelled; nothing was written.');
    throw error;
  }
}

/** By name, since it may come from another thread. */
const isModelError = (error: unknown): error is Error => error instanceof Error && error.name === 'ModelError';

function readArguments(args: string[], { options }: Command): { values: Values; positionals: string[] } {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { ...options, help: { type: 'boolean', short: 'h' } } });
    return { values: values as Values, positionals };
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

async function shown(terminal: Terminal, text: string): Promise<ExitStatus> {
  await terminal.print(text);
  return 0;
}

function failed(terminal: Terminal, message: string): ExitStatus {
  terminal.say(message);
  return 2;
}
