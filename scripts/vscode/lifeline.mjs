// Loaded into VS Code's server before itself: its standard input is a pipe from us, so when we end, however, it ends with all it started.
// The processes it starts load this too, and have another standard input.
if (process.argv[1]?.endsWith('server-main.js')) {
  process.stdin.on('end', () => (process.platform === 'win32' ? process.exit() : process.kill(-process.pid, 'SIGKILL')));
  process.stdin.resume();
}
