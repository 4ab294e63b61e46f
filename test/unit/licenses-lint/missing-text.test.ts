import { describe, expect, it } from 'vitest';
import { openDocument } from '../../../src/core/documents/kinds';
import { type LazyReport } from '../../../src/core/findings/rule';
import { missingText } from '../../../src/core/licenses/rules/references';
import { type LicenseStatement } from '../../../src/core/licenses/statement';
import { TODAY } from '../../lint';

/** What the rule reports of an expression in a format that has a place for texts. */
function missing(license: string, texts?: string[]): string[] {
  const text = JSON.stringify({ license });
  const document = openDocument('/p/package.json', text)!;
  const [statement] = document.licensing().statements;
  const withTexts: LicenseStatement = { ...statement!, ...(texts ? { texts: new Set(texts) } : {}) };
  const found: string[] = [];
  const report = (lazy: LazyReport) => {
    const { at } = typeof lazy === 'function' ? lazy() : lazy;
    found.push(text.slice(at.start, at.end));
  };
  const context = { file: '', path: '', today: TODAY, releases: [], neighbours: [], open: () => undefined };
  const licensing = { statements: [withTexts], sources: [] };
  missingText.check({ kind: 'any', parsed: document.parsed, licensing }, report, context);
  return found;
}

describe('license/missing-text', () => {
  it('asks for the texts of own licences and additions', () => {
    expect(missing('MIT OR LicenseRef-ours', [])).toEqual(['LicenseRef-ours']);
    expect(missing('MIT OR LicenseRef-ours', ['LicenseRef-ours'])).toEqual([]);
    expect(missing('GPL-2.0-only WITH AdditionRef-x AND LicenseRef-y', ['LicenseRef-y'])).toEqual(['AdditionRef-x']);
  });
  it('is silent where there is no place for texts, and about other documents', () => {
    expect(missing('LicenseRef-ours')).toEqual([]);
    expect(missing('DocumentRef-a:LicenseRef-ours', [])).toEqual([]);
  });
});
