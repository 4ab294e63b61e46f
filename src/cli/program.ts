import { Command, CommanderError } from 'commander';
import { version } from '../../package.json';
import { COMMANDS } from './commands';
import { Exit, UsageError } from './exit';
import { type Host } from './host';

/**
 * Runs `mof`. Never throws.
 * @param args what stands behind `mof` on the command line
 * @returns the exit code
 */
export async function runMof(args: readonly string[], host: Host): Promise<number> {
  let code: number = Exit.clean;
  const program = new Command('mof')
    .description('Checks openness claims and bills of materials of AI models.')
    .version(version)
    // Options behind a command belong to it.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({ writeOut: host.stdout, writeErr: host.stderr })
    .showHelpAfterError('(mof --help lists commands and options)');
  for (const define of COMMANDS)
    define(program, host, (result) => {
      code = result;
    });
  try {
    await program.parseAsync(args.map(dashed), { from: 'user' });
    return code;
  } catch (error) {
    return failure(error, host);
  }
}

/** Options may have `_` instead of `-`, as those of model_signing: `--private_key`. */
function dashed(arg: string): string {
  return arg.replace(/^--[\w-]+/, (option) => option.replaceAll('_', '-'));
}

function failure(error: unknown, host: Host): number {
  // Commander has said already what is wrong; asking for help or the version is no mistake.
  if (error instanceof CommanderError) return error.exitCode === 0 ? Exit.clean : Exit.usage;
  if (error instanceof UsageError) {
    host.stderr(`mof: ${error.message}\n`);
    return Exit.usage;
  }
  const what = error instanceof Error ? error.message : String(error);
  host.stderr(
    `mof: unexpected error: ${what.replace(/\s+/g, ' ')}. This is a bug, please report it (MOF_DEBUG=1 shows where it comes from).\n`,
  );
  if (host.debug && error instanceof Error) host.stderr(`${error.stack}\n`);
  return Exit.unchecked;
}
