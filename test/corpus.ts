import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe } from 'vitest';

/** Folder with other people's files and our verdicts on them; not part of the project. */
const root = path.resolve(process.env.MODEL_OPENNESS_CONFORMANCE ?? path.join(__dirname, '../../shared/conformance'));

/** A path inside the conformance data. */
export function corpus(...parts: string[]): string {
  return path.join(root, ...parts);
}

/** Describes tests that need a part of the conformance data; says so clearly where it is absent. */
export function describeWithCorpus(title: string, part: string, body: () => void): void {
  if (existsSync(corpus(part))) describe(title, body);
  else {
    console.warn(`SKIPPED: ${title}: no conformance data at ${corpus(part)} (set MODEL_OPENNESS_CONFORMANCE)`);
    describe.skip(`${title} (no conformance data)`, body);
  }
}
