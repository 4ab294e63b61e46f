import { InvalidArgumentError, Option, type Command } from 'commander';

/** How to reach a registry. */
export interface RegistryFlags {
  plainHttp?: boolean;
  caFile?: string;
}

/** Who asks. */
export interface CredentialFlags {
  username?: string;
  passwordStdin?: true;
}

export interface TransferFlags {
  concurrency?: number;
  recursive?: boolean;
}

const MAX_CONCURRENCY = 32;

/** Options of every command that talks to one registry. The words are those of oras. */
export function withRegistry(command: Command): Command {
  return withConnection(command)
    .option('-u, --username <name>', 'user of the registry (default: as Docker or Podman are logged in)')
    .option('--password-stdin', 'read the password, or a token, from standard input');
}

/** How registries are reached, whoever asks. */
export function withConnection(command: Command): Command {
  return command
    .option('--plain-http', 'speak http without encryption (default: with registries on this machine only)')
    .option('--no-plain-http', 'speak https with a registry on this machine, too')
    .option('--ca-file <file>', 'certificates of authorities to trust as well, in PEM');
}

/** Options of every command that moves artifacts. */
export function withTransfer(command: Command): Command {
  return command
    .option('-r, --recursive', 'with everything that is attached: bills of materials, signatures')
    .addOption(
      new Option('--concurrency <number>', 'how many files to transfer at a time (default: 4)').argParser(
        parseConcurrency,
      ),
    );
}

function parseConcurrency(text: string): number {
  const number = Number(text);
  if (!/^\d{1,3}$/.test(text) || number < 1 || number > MAX_CONCURRENCY)
    throw new InvalidArgumentError(`Write a number from 1 to ${MAX_CONCURRENCY}.`);
  return number;
}
