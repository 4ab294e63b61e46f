import { Option, type Command } from 'commander';
import { keepMemorySmall } from './memory';

/** What signing and verifying have in common. The words are those of model_signing. */
export interface ModelFlags {
  signature: string;
  ignorePaths?: string[];
  ignoreGitPaths: boolean;
  allowSymlinks?: boolean;
  format: 'text' | 'json';
}

/** Adds the options that say what belongs to the model. */
export function withModelOptions(command: Command): Command {
  return command
    .hook('preAction', keepMemorySmall)
    .argument('<model>', 'the folder or file of the model')
    .addOption(
      new Option('--ignore-paths <path>', 'leave out a file or folder of the model (repeatable)').argParser(
        oneMorePath,
      ),
    )
    .option('--ignore-git-paths', 'leave out .git, .gitignore, .gitattributes and .github (default)', true)
    .option('--no-ignore-git-paths', 'sign them, too')
    .option('--allow-symlinks', 'follow symbolic links to files in the model')
    .addOption(new Option('--format <format>', 'how to print the result').choices(['text', 'json']).default('text'));
}

export function oneMorePath(path: string, before: string[] = []): string[] {
  return [...before, path];
}
