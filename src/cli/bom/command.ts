import { InvalidArgumentError, Option } from 'commander';
import { type Threshold } from '../../core/report/report';
import { type DefineCommand } from '../commands';

// Not those of the core: they would be loaded with every command.
const PROFILES = ['spdx', 'g7', 'cisa', 'eu-ai-act'] as const;
const FORMATS = ['text', 'json', 'markdown'] as const;

export type ProfileName = (typeof PROFILES)[number];
export type ReportFormat = (typeof FORMATS)[number];
/** What makes `mof bom check` fail: a weight of findings, or besides errors an element that is missing. */
export type CheckThreshold = Threshold | 'missing';

const format = () => new Option('--format <format>', 'how to print the result').choices(FORMATS).default('text');

const specVersion = () =>
  new Option('--spec-version <version>', 'version of CycloneDX to write (default: 1.6)').choices(['1.6', '1.7']);

/** `mof bom generate|update|check|diff|convert` */
export const bomCommand: DefineCommand = (program, host, done) => {
  const bom = program.command('bom').description('make, check, compare and convert AI BOMs: SPDX 3 and CycloneDX');
  bom
    .command('generate')
    .description('write a BOM from what the files of a model folder say, and tell what is left to do')
    .argument('[folder]', 'model folder, or a folder of the cache of Hugging Face', '.')
    .addOption(new Option('--format <format>', 'format to write').choices(['spdx', 'cyclonedx']).default('spdx'))
    .addOption(specVersion())
    .option('--output <file>', 'file to write; - or none for standard output')
    .option('--force', 'replace a file that is there')
    .option('--no-git', 'do not ask git for the history of the folder')
    .action(async (folder: string, flags: GenerateFlags) => {
      const { runGenerate } = await import('./generate');
      done(await runGenerate(folder, flags, host));
    });
  bom
    .command('update')
    .description(
      'bring a BOM or MOF configuration that was generated from a folder up to date with it; what was written by hand stays',
    )
    .argument('<file>', 'a BOM or MOF configuration')
    .option('--folder <folder>', 'model folder (default: that of the file)')
    .option('--check', 'write nothing; exit code 1 where the document is out of date')
    .option('--no-git', 'do not ask git for the history of the folder')
    .addOption(new Option('--format <format>', 'how to print the result').choices(['text', 'json']).default('text'))
    .action(async (file: string, flags: UpdateFlags) => {
      const { runUpdate } = await import('./update');
      done(await runUpdate(file, flags, host));
    });
  bom
    .command('check')
    .description('count the findings of a BOM, and say how ready it is for what SPDX, G7, CISA and the EU AI Act ask')
    .argument('<file>', 'a BOM; - reads standard input')
    .addOption(
      new Option('--profile <profile>', `one of ${PROFILES.join(', ')} (repeatable; default: all)`).argParser(
        oneMore(PROFILES),
      ),
    )
    .addOption(format())
    .addOption(
      new Option('--fail-on <what>', 'lightest finding that makes the exit code 1; "missing" adds missing elements')
        .choices(['error', 'warning', 'info', 'missing', 'never'])
        .default('error'),
    )
    .action(async (file: string, flags: { profile?: ProfileName[]; format: ReportFormat; failOn: CheckThreshold }) => {
      const { runCheck } = await import('./check');
      done(await runCheck({ ...flags, file, profiles: flags.profile ?? PROFILES }, host));
    });
  bom
    .command('diff')
    .description('compare what two BOMs say, whatever their formats')
    .argument('<a>', 'a BOM; - reads standard input')
    .argument('<b>', 'another BOM')
    .addOption(format())
    .action(async (a: string, b: string, flags: { format: ReportFormat }) => {
      const { runDiff } = await import('./diff');
      done(await runDiff({ a, b, format: flags.format }, host));
    });
  bom
    .command('convert')
    .description('write a BOM in the other format, and report what finds no place there')
    .argument('<file>', 'a BOM; - reads standard input')
    .addOption(new Option('--to <format>', 'format to write').choices(['spdx', 'cyclonedx']).makeOptionMandatory())
    .addOption(specVersion())
    .option('--output <file>', 'file to write; - or none for standard output')
    .option('--report <file>', 'write what was lost, kept and added: .json, .md, or text')
    .option('--force', 'replace files that are there')
    .action(async (file: string, flags: ConvertFlags) => {
      const { runConvert } = await import('./convert');
      done(await runConvert({ ...flags, file }, host));
    });
};

export interface GenerateFlags {
  format: 'spdx' | 'cyclonedx';
  specVersion?: '1.6' | '1.7';
  output?: string;
  force?: true;
  git: boolean;
}

export interface UpdateFlags {
  folder?: string;
  check?: true;
  git: boolean;
  format: 'text' | 'json';
}

export interface ConvertFlags {
  to: 'spdx' | 'cyclonedx';
  specVersion?: '1.6' | '1.7';
  output?: string;
  report?: string;
  force?: true;
}

/** Collects an option that may be repeated; commander checks choices only where nothing else parses. */
function oneMore<T extends string>(choices: readonly T[]) {
  return (value: string, before: T[] | undefined): T[] => {
    const choice = choices.find((each) => each === value);
    if (choice === undefined) throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
    return [...(before ?? []).filter((each) => each !== choice), choice];
  };
}
