// Loaded by the Node extension host as extensionTestsPath: runs every suite/*.test.js beside its bundle.
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as util from 'node:util';
import Mocha from 'mocha';
import { record } from './record';

export async function run(): Promise<void> {
  const { RIG_RESULT: resultFile, RIG_LOG: logFile, RIG_GREP: grep } = process.env;
  // The extension host's console cannot be replaced, but Mocha's reporters print through this one.
  if (logFile)
    (Mocha.reporters.Base as unknown as { consoleLog: typeof console.log }).consoleLog = (...args) =>
      fs.appendFileSync(logFile, `${util.format(...args)}\n`);
  const mocha = new Mocha({ timeout: 20_000, color: false, reporter: 'spec', retries: process.env.CI ? 1 : 0 });
  if (grep) mocha.fgrep(grep);
  const dir = path.join(__dirname, 'suite');
  for (const file of fs.readdirSync(dir).sort()) if (file.endsWith('.test.js')) mocha.addFile(path.join(dir, file));

  const outcome = await record(mocha);
  if (resultFile) fs.writeFileSync(resultFile, JSON.stringify(outcome, null, 1));
  if (outcome.failed) throw new Error(`${outcome.failed} test(s) failed`);
}
