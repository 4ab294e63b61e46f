import path from 'node:path';
import { syntaxOf } from '../../core/documents/kind';
import { dayOf } from '../../core/licenses/policy';
import { checkPolicy } from '../../core/policy/check';
import { isHarmless } from '../../core/policy/mistakes';
import { levelTitle } from '../../core/policy/text';
import { printable } from '../../core/report/printable';
import { decodeText } from '../../core/text/decode';
import { parseJson } from '../../core/text/json';
import { parseYaml } from '../../core/text/yaml';
import { FileError } from '../../node/files/errors';
import { readFile } from '../../node/files/read';
import { loadPolicy, type LoadedPolicy } from '../../node/policy/read';
import { Exit, type ExitCode } from '../exit';
import { type Host } from '../host';
import { type CheckFlags } from './command';
import { policiesFor, shownPolicy } from './find';

/** `mof policy check` */
export function runCheck(file: string | undefined, { format }: CheckFlags, host: Host): ExitCode {
  const day = dayOf(host.today);
  const policies =
    file === undefined
      ? policiesFor(undefined, host)
      : [loadPolicy({ file: path.resolve(host.cwd, file), level: 'named' }, day)];
  const checked = policies.map((policy) => ({ policy, warnings: warningsOf(policy, day) }));
  host.stdout(format === 'json' ? json(checked) : text(checked, host));
  return policies.some(({ file: { state } }) => state === 'refused') ? Exit.findings : Exit.clean;
}

interface Checked {
  policy: LoadedPolicy;
  warnings: readonly string[];
}

/** Mistakes that leave a policy usable. */
function warningsOf({ file }: LoadedPolicy, day: string): string[] {
  if (file.state !== 'counted') return [];
  try {
    const { text: content } = decodeText(readFile(file.place, file.place)!.bytes);
    const parsed = syntaxOf(file.place, content) === 'json' ? parseJson(content) : parseYaml(content);
    return checkPolicy(parsed, day)
      .mistakes.filter(isHarmless)
      .map(({ at, message }) => `Line ${parsed.lines.positionAt(at.start).line + 1}: ${message}`);
  } catch (error) {
    if (error instanceof FileError) return [];
    throw error;
  }
}

function json(checked: readonly Checked[]): string {
  const policies = checked.map(({ policy, warnings }) => ({ ...policy.file, warnings }));
  return `${JSON.stringify({ policies }, null, 2)}\n`;
}

function text(checked: readonly Checked[], host: Host): string {
  const shown = shownPolicy(host);
  const lines = checked.flatMap(({ policy: { file, policy }, warnings }) => [
    `${shown(file.place)}: ${file.state === 'refused' ? 'cannot be applied, so nothing would be accepted' : summary(policy)}`,
    `  ${levelTitle(file.level)}${file.state === 'ignored' ? ', does not count here' : ''}`,
    ...file.reasons.map((reason) => `  ${reason}`),
    ...warnings.map((warning) => `  warning: ${warning}`),
  ]);
  return `${lines.map(printable).join('\n')}\n`;
}

/** How much a policy has of each part. */
function summary(policy: LoadedPolicy['policy']): string {
  const { signers, exceptions = [] } = policy ?? {};
  return `can be applied; signers: ${signers ? signers.length : 'not asked for'}, exceptions: ${exceptions.length}`;
}
