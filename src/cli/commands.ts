import { type Command } from 'commander';
import { attachCommand } from './attach/command';
import { bomCommand } from './bom/command';
import { classCommand } from './class';
import { compareCommand } from './compare/command';
import { discoverCommand } from './discover/command';
import { extractCommand } from './extract/command';
import { type Host } from './host';
import { initCommand } from './init/command';
import { inspectCommand } from './inspect/command';
import { inventoryCommand } from './inventory/command';
import { licensesCommand } from './licenses';
import { lintCommand } from './lint';
import { listCommand } from './list/command';
import { lspCommand } from './lsp';
import { mcpCommand } from './mcp/command';
import { packCommand } from './pack/command';
import { policyCommand } from './policy/command';
import { releaseCommand } from './release/command';
import { removeCommand } from './remove/command';
import { reportCommand } from './report/command';
import { signCommand } from './sign/command';
import { tagCommand } from './tag/command';
import { copyCommand, pullCommand, pushCommand } from './transfer/command';
import { verifyCommand } from './verify/command';
import { verifyBundleCommand } from './verify-bundle';

/**
 * Adds a command to the program: its arguments and options. What it does is imported when it is called, so that
 * starting `mof` does not load the core.
 * @param done takes the exit code
 */
export type DefineCommand = (program: Command, host: Host, done: (code: number) => void) => void;

/** Every command. A new one is one file and one line here. */
export const COMMANDS: readonly DefineCommand[] = [
  lintCommand,
  classCommand,
  inventoryCommand,
  initCommand,
  bomCommand,
  licensesCommand,
  releaseCommand,
  packCommand,
  extractCommand,
  listCommand,
  inspectCommand,
  reportCommand,
  compareCommand,
  tagCommand,
  removeCommand,
  pushCommand,
  pullCommand,
  copyCommand,
  discoverCommand,
  attachCommand,
  signCommand,
  verifyCommand,
  verifyBundleCommand,
  policyCommand,
  lspCommand,
  mcpCommand,
];
