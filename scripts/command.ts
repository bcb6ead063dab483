// Runs a command as a child, with a limit and a message that says what failed and where.
import { spawn } from 'node:child_process';

export interface CommandOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Milliseconds after which the command is stopped. */
  limit?: number;
  /** Keeps what the command says for the result or the error, where it would else go to the terminal. */
  quiet?: boolean;
  /** The exit statuses that are no failure. */
  admits?: number[];
}

/** Gives the command's standard output when `quiet`, else an empty string. Throws when it fails. */
export function run(command: string, args: string[], options: CommandOptions = {}): Promise<string> {
  const { cwd = process.cwd(), env = process.env, limit, quiet = false, admits = [0] } = options;
  return new Promise((resolve, reject) => {
    // On Windows npm is a script, which only a shell starts.
    const shell = command === 'npm' && process.platform === 'win32';
    const child = spawn(command, args, { cwd, env, shell, timeout: limit, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
    const said = { output: '', errors: '' };
    child.stdout?.on('data', (text: Buffer) => (said.output += text));
    child.stderr?.on('data', (text: Buffer) => (said.errors += text));
    child.on('error', (error) => reject(new Error(`Could not start ${command}: ${error.message}`)));
    child.on('close', (status, signal) => {
      if (status !== null && admits.includes(status)) return resolve(said.output);
      const how = signal ? `was stopped (${signal}${limit ? `, limit ${limit / 1000} s` : ''})` : `failed with status ${status}`;
      reject(new Error([`${[command, ...args].join(' ')} ${how}, in ${cwd}`, said.errors, said.output].filter(Boolean).join('\n')));
    });
  });
}
