import { Option } from 'commander';
import { type DefineCommand } from './commands';

/** `mof class FILE…` */
export const classCommand: DefineCommand = (program, host, done) => {
  program
    .command('class')
    .description('classify releases by the Model Openness Framework, and say what the next class lacks')
    .argument('<file...>', 'MOF configurations, folders or globs; - reads standard input')
    .addOption(new Option('--format <format>', 'how to print the result').choices(['text', 'json']).default('text'))
    .action(async (paths: string[], { format }: { format: 'text' | 'json' }) => {
      const { runClass } = await import('./class/run');
      done(await runClass({ paths, format }, host));
    });
};
