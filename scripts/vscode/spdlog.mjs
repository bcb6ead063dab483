// Stands in for VS Code's native log writer (@vscode/spdlog), which the npm registry has only as C++ source: with this,
// no compiler is needed to run VS Code from npm.
import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

class Logger {
  constructor(file) {
    mkdirSync(dirname(file), { recursive: true });
    this.file = file;
  }
  getLevel() {
    return 0;
  }
}
for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'critical']) {
  Logger.prototype[level] = function (message) {
    appendFileSync(this.file, `[${level}] ${message}\n`);
  };
}
for (const nothing of ['setLevel', 'setPattern', 'clearFormatters', 'flush', 'drop']) Logger.prototype[nothing] = () => {};

export const setLevel = () => {};
export const setFlushOn = () => {};
export const createRotatingLogger = async (_name, file) => new Logger(file);
export const createAsyncRotatingLogger = createRotatingLogger;
