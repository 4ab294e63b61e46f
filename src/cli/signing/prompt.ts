import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Asks for a secret at the terminal without showing what is typed; undefined where there is no terminal. */
export async function promptSecret(question: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return undefined;
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const answer = await readLine(silent, '');
  process.stderr.write('\n');
  return answer;
}

/** Asks for a line, at the terminal or on standard input; undefined where nobody answers. */
export async function promptLine(question: string): Promise<string | undefined> {
  const answer = await readLine(process.stderr, question);
  if (answer === undefined) process.stderr.write('\n');
  return answer;
}

/** @returns undefined when the input ends, or the user gives up */
function readLine(output: NodeJS.WritableStream, question: string): Promise<string | undefined> {
  const lines = createInterface({ input: process.stdin, output, terminal: process.stdin.isTTY === true });
  return new Promise((resolve) => {
    lines.on('SIGINT', () => lines.close());
    lines.once('close', () => resolve(undefined));
    lines.question(question, (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}
