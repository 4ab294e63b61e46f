import { type Finding } from '../findings/finding';
import { LineIndex } from '../text/position';
import { type CheckedFile } from './report';

const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;

/**
 * FNV-1a with 64 bits (RFC 9923) over UTF-8, as 16 hexadecimal digits. A fingerprint only has to tell the findings of
 * one project apart, and nobody gains by making two collide: a cryptographic hash would need the host's help for nothing.
 */
export function fnv1a64(text: string): string {
  let hash = OFFSET;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * PRIME);
  return hash.toString(16).padStart(16, '0');
}

/**
 * Names for the findings of a file that stay the same while lines move: made of the rule, the path, the text of the line
 * and, of several equal ones, the number of the occurrence. SARIF 2.1.0 appendix B advises against line numbers.
 */
export function fingerprints(file: CheckedFile): Map<Finding, string> {
  const lines = new LineIndex(file.text);
  const seen = new Map<string, number>();
  const result = new Map<Finding, string>();
  for (const finding of file.findings) {
    const { start, end } = lines.lineSpan(finding.range.start.line);
    const hash = fnv1a64([finding.rule, file.file, file.text.slice(start, end).trim()].join('\n'));
    const occurrence = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, occurrence);
    result.set(finding, `${hash}:${occurrence}`);
  }
  return result;
}
