// The part of GitHub Actions that a workflow of ours needs: variables, a few expressions, steps that run and steps that use actions.
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { parse } from 'yaml';
import { folderWith, type Outcome } from '../cli/mof';
import { execute } from './sandbox';

interface Step {
  name?: string;
  uses?: string;
  with?: Record<string, string | boolean>;
  run?: string;
  env?: Record<string, string>;
}

export interface Workflow {
  env: Record<string, string>;
  jobs: Record<string, { permissions: Record<string, string>; if?: string; steps: Step[] }>;
}

export interface Surroundings {
  workspace: string;
  /** What the runner sets, and settings of the user, which go before those of the workflow. */
  env: Record<string, string>;
  /** Values of expressions; the folder for temporary files is known. */
  expressions: Record<string, string>;
}

export interface RanStep {
  name: string;
  outcome: Outcome;
}

export const readWorkflow = (text: string): Workflow => parse(text) as Workflow;

/** Runs the steps of one job until one fails, as the runner does: `bash -e` and a file. */
export async function runJob(workflow: Workflow, job: string, around: Surroundings): Promise<RanStep[]> {
  const temporary = folderWith();
  const known: Record<string, string> = { ...around.expressions, 'runner.temp': temporary };
  const evaluate = (text: string) =>
    text.replace(/\$\{\{\s*(.+?)\s*\}\}/g, (_all, expression: string) => {
      expect(Object.keys(known), 'an expression that the test knows').toContain(expression);
      return known[expression]!;
    });
  const all = (values: Record<string, string> = {}) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, evaluate(value)]));
  const ran: RanStep[] = [];
  for (const [index, step] of workflow.jobs[job]!.steps.entries()) {
    const name = step.name ?? step.uses ?? '';
    if (step.run === undefined) {
      // What an action is given has to be there.
      const file = step.with?.sarif_file ?? step.with?.path;
      if (typeof file === 'string') expect(existsSync(evaluate(file)), `${name}: ${file}`).toBe(true);
      continue;
    }
    expect(step.run, 'values reach the shell as variables').not.toContain('${{');
    const script = path.join(temporary, `step-${index}.sh`);
    const summary = path.join(temporary, `summary-${index}.md`);
    writeFileSync(script, step.run);
    writeFileSync(summary, '');
    const outcome = await execute({
      command: ['bash', '-e', script],
      cwd: around.workspace,
      env: {
        RUNNER_TEMP: temporary,
        GITHUB_STEP_SUMMARY: summary,
        ...all(workflow.env),
        ...all(step.env),
        ...around.env,
      },
    });
    ran.push({ name, outcome });
    if (outcome.code !== 0) break;
  }
  return ran;
}
