import { Option } from 'commander';
import { type DefineCommand } from '../commands';
import { annotationOption, formatOption, oneMore, withLayout, type OutputFormat } from '../oci/options';

export interface PackFlags {
  tag?: string[];
  layout?: string;
  file?: string;
  annotation?: Record<string, string>;
  profile?: true;
  lifecycle?: string;
  signing?: string;
  provenance?: string;
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
    .option('-f, --file <recipe>', 'a Kitfile or Modelfile that says what is packaged (default: all files)')
    .addOption(annotationOption())
    .option('--profile', 'write the annotations of the CNCF profile for open models, as far as they are true')
    .option('--lifecycle <stage>', 'for the profile: experimental, validated, deprecated or product-ready')
    .option('--signing <framework>', 'for the profile: how the artifact will be signed: sigstore or notation')
    .option('--provenance <type>', 'for the profile: what will say how it was made: slsa-v1.0 or in-toto')
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
