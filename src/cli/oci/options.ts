import { InvalidArgumentError, Option, type Command } from 'commander';

export type OutputFormat = 'text' | 'json';

/** `--layout`: where models are on this machine. */
export function withLayout(command: Command): Command {
  return command.option('--layout <folder>', 'image layout on this machine (default: the one of your own)');
}

/** `--format text|json` */
export function formatOption(): Option {
  return new Option('--format <format>', 'how to print the result').choices(['text', 'json']).default('text');
}

/** Collects an option that may be repeated. */
export function oneMore(value: string, before: string[] = []): string[] {
  return [...before, value];
}

/** `--annotation key=value`, repeatable, as oras has it. */
export function annotationOption(): Option {
  return new Option('-a, --annotation <key=value>', 'annotation of the manifest (repeatable)').argParser(
    (given: string, before: Record<string, string> = {}) => {
      const at = given.indexOf('=');
      if (at < 1) throw new InvalidArgumentError('Write it as key=value.');
      const key = given.slice(0, at);
      if (Object.hasOwn(before, key)) throw new InvalidArgumentError(`${key} is given twice.`);
      return { ...before, [key]: given.slice(at + 1) };
    },
  );
}
