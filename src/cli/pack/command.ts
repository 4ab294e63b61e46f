import { Option } from 'commander';
import { type DefineCommand } from '../commands';
import { annotationOption, formatOption, oneMore, withLayout, type OutputFormat } from '../oci/options';

export interface PackFlags {
  tag?: string[];
  layout?: string;
  annotation?: Record<string, string>;
  ignorePaths?: string[];
  ignoreGitPaths: boolean;
  allowSymlinks?: true;
  link?: true;
  format: OutputFormat;
}

/** `mof pack` */
export const packCommand: DefineCommand = (program, host, done) => {
  withLayout(
    program
      .command('pack')
      .description('package a model folder as an OCI artifact (CNCF ModelPack) in an image layout')
      .argument('<model>', 'the folder or file of the model')
      .addOption(
        new Option('-t, --tag <ref>', 'name of the artifact: a tag, or registry/repository:tag (repeatable)').argParser(
          oneMore,
        ),
      ),
  )
    .addOption(annotationOption())
    .addOption(
      new Option('--ignore-paths <path>', 'leave out a file or folder of the model (repeatable)').argParser(oneMore),
    )
    .option('--ignore-git-paths', 'leave out .git, .gitignore, .gitattributes and .github (default)', true)
    .option('--no-ignore-git-paths', 'package them, too')
    .option('--allow-symlinks', 'package the files that symbolic links lead to, in the model or in the Hub’s cache')
    .option('--link', 'hard links instead of copies: whoever writes to a file of the model damages the artifact')
    .addOption(formatOption())
    .action(async (model: string, flags: PackFlags) => {
      const { runPack } = await import('./run');
      done(await runPack(model, flags, host));
    });
};
