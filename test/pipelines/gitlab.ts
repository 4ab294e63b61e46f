// The part of GitLab CI that a configuration of ours needs: `extends`, variables that name others, and the lines of a job, which
// one shell runs until one fails.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { folderWith, type Outcome } from '../cli/mof';
import { execute } from './sandbox';

interface Job {
  extends?: string;
  before_script?: string[];
  script?: string[];
  variables?: Record<string, string>;
  id_tokens?: Record<string, { aud: string }>;
}

export type Configuration = Record<string, Job>;

export const readConfiguration = (text: string): Configuration => parse(text) as Configuration;

/**
 * @param env variables of the runner, and settings of the project, which go before those of the file
 * @param token makes an identity token for an audience
 */
export async function runJob(
  configuration: Configuration,
  name: string,
  around: { workspace: string; env: Record<string, string>; token(audience: string): string },
): Promise<Outcome> {
  const own = configuration[name]!;
  const base = own.extends === undefined ? {} : configuration[own.extends]!;
  const job = { ...base, ...own, variables: { ...base.variables, ...own.variables } };
  const tokens = Object.entries(job.id_tokens ?? {}).map(([variable, { aud }]) => [variable, around.token(aud)]);
  const given: Record<string, string> = {
    ...job.variables,
    ...around.env,
    ...(Object.fromEntries(tokens) as Record<string, string>),
  };
  const expanded = Object.entries(given).map(([variable, value]) => [
    variable,
    value.replace(/\$(\w+)/g, (_all, other: string) => given[other] ?? ''),
  ]);
  const script = path.join(folderWith(), 'job.sh');
  writeFileSync(script, ['set -eo pipefail', ...(job.before_script ?? []), ...(job.script ?? [])].join('\n'));
  return execute({
    command: ['bash', script],
    cwd: around.workspace,
    env: Object.fromEntries(expanded) as Record<string, string>,
  });
}
