import { applyEdits, compatible, type TextEdit } from '../text/edit';
import { type Finding } from './finding';

/** Rounds of fixing: one fix may make room for the next, but must never go on for ever. */
const ROUNDS = 10;

/** The safe fix of a finding, if it has one. */
export function safeFix(finding: Finding): TextEdit[] | undefined {
  return finding.fixes().find((fix) => fix.safe)?.edits;
}

/** Edits of all safe fixes that do not get in each other's way, and how many findings they mend. */
export function safeEdits(findings: readonly Finding[]): { edits: TextEdit[]; count: number } {
  const edits: TextEdit[] = [];
  let count = 0;
  for (const finding of findings) {
    const fix = safeFix(finding);
    if (!fix?.length || !compatible(edits, fix)) continue;
    edits.push(...fix);
    count++;
  }
  return { edits, count };
}

/**
 * Applies every safe fix until none is left.
 * @param lintText lints a version of the text
 */
export function fixAll(text: string, lintText: (text: string) => Finding[]): { text: string; count: number } {
  let count = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const { edits, count: mended } = safeEdits(lintText(text));
    if (!edits.length) break;
    const next = applyEdits(text, edits);
    if (next === text) break;
    text = next;
    count += mended;
  }
  return { text, count };
}
