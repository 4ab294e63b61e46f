import { InvalidArgumentError, Option } from 'commander';
import { FORMATS } from '../core/report/formats';
import { THRESHOLDS, type Threshold } from '../core/report/report';
import { type DefineCommand } from './commands';

/** A report in one format: to a file, or to standard output. */
export interface Output {
  format: string;
  file?: string;
}

/** The options as commander hands them over. */
interface Flags {
  failOn: Threshold;
  fix?: true;
  config?: string;
  stdinFilename?: string;
}

const FORMAT_NAMES = Object.keys(FORMATS).join(', ');

/** `mof lint [PATH…]` */
export const lintCommand: DefineCommand = (program, host, done) => {
  // Formats and files belong together by their order on the command line, which options by themselves lose.
  const outputs: Output[] = [];
  const addFormat = (format: string): void => {
    if (!Object.hasOwn(FORMATS, format)) throw new InvalidArgumentError(`Formats are ${FORMAT_NAMES}.`);
    outputs.push({ format });
  };
  const addFile = (file: string): void => {
    const last = outputs.at(-1);
    if (!last) outputs.push({ format: 'stylish', file });
    else if (last.file === undefined) last.file = file;
    else throw new InvalidArgumentError('Each --output needs a --format before it.');
  };
  program
    .command('lint')
    .description('check files, folders and globs; the current folder when none is named')
    .argument('[path...]', 'files, folders or globs; - reads standard input')
    .option('--format <format>', `${FORMAT_NAMES} (repeatable; default: stylish)`, addFormat)
    .option('--output <file>', 'write the format before it to a file', addFile)
    .addOption(
      new Option('--fail-on <severity>', 'lightest finding that makes the exit code 1')
        .choices(THRESHOLDS)
        .default('error'),
    )
    .option('--fix', 'mend what can be mended without asking')
    .option('--config <file>', 'use this configuration instead of the nearest .modelopenness.yml')
    .option('--stdin-filename <name>', 'name of the text on standard input')
    .action(async (paths: string[], flags: Flags) => {
      const { runLint } = await import('./lint/run');
      done(await runLint({ ...flags, paths, outputs: outputs.length ? outputs : [{ format: 'stylish' }] }, host));
    });
};
