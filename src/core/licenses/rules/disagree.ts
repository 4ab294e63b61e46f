import { type LicensedDocument } from '../../documents/kind';
import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { type LicensedContent, type LicenseSubject } from '../statement';
import { besides, claimOf, comparableIds, mainStatements, sameIds, type Beside, type Claim } from './claims';
import { ownGroups } from './groups';

const CONTENTS: readonly LicensedContent[] = ['model', 'data', 'code'];
const BOMS: readonly string[] = ['spdx', 'cyclonedx'];

/** What a card, a bill of materials, a MOF configuration and a package say of one thing has to be the same. */
export const disagree: Rule<LicensedDocument> = {
  id: 'license/disagree',
  title: 'Licence differs from a file beside',
  help: 'Two files in one folder are about the same thing and give it different licences. One of them misleads.',
  severity: 'warning',
  fixable: false,
  check(document, report, context) {
    const own = new Map(CONTENTS.map((content) => [content, claimOf(document, content)]));
    if (![...own.values()].some(Boolean)) return;
    const others = new Map<Claim, { beside: Beside; theirs: Claim }[]>();
    for (const beside of besides(context)) {
      const { kind } = beside.document;
      if (kind.id === document.kind || kind.id === 'license-text') continue;
      const licensing = beside.document.licensing();
      for (const content of CONTENTS) {
        const mine = own.get(content);
        const theirs = mine && claimOf({ kind: kind.id, licensing }, content);
        if (!mine || !theirs || sameIds(mine.ids, theirs.ids)) continue;
        if (!sameThing(document.kind, mine, kind.id, theirs)) continue;
        others.set(mine, [...(others.get(mine) ?? []), { beside, theirs }]);
        break;
      }
    }
    // However many files say otherwise, one line is wrong, or all of them are.
    for (const [mine, all] of others) {
      const said = all.map(({ beside, theirs }) => t('{0} says {1}', beside.file.name, theirs.text)).join(', ');
      report({
        at: mine.statement.node,
        message: t('{0}, but this file says {1}.', said, mine.text),
        elsewhere: all.map(({ beside: { file, document: other }, theirs }) => ({
          file: file.file,
          range: other.parsed.lines.range(theirs.statement.node),
          message: t('The licence of {0}.', file.name),
        })),
      });
    }
  },
};

/** Bills of materials of several things lie in one folder; those are told apart by their names. */
function sameThing(ownKind: string, own: Claim, otherKind: string, other: Claim): boolean {
  if (!BOMS.includes(ownKind) && !BOMS.includes(otherKind)) return true;
  // In a MOF configuration the weights have the name of a component, not of the model.
  const [a, b] = [nameOf(ownKind, own.statement.subject), nameOf(otherKind, other.statement.subject)];
  return a === undefined || b === undefined || a.includes(b) || b.includes(a);
}

function nameOf(kind: string, { name, content }: LicenseSubject): string | undefined {
  if (name === undefined || (kind === 'mof' && content === 'model')) return undefined;
  return name.toLowerCase().replace(/[^a-z0-9]+/g, '') || undefined;
}

/** A file that may hold the licence of the whole; `LICENSE-DATA` and others beside it hold those of parts. */
const PLAIN_NAME = /^(?:licen[sc]e|copying)(?:\.(?:md|txt|rst))?$/i;

/** The text in the LICENSE file is what counts in the end. */
export const differsFromText: Rule<LicensedDocument> = {
  id: 'license/differs-from-text',
  title: 'Licence differs from the text in the LICENSE file',
  help: 'The LICENSE file beside the document is the text of another licence than the one that is declared. The text is what people agree to.',
  severity: 'warning',
  fixable: false,
  check({ licensing }, report, context) {
    const [main] = mainStatements(licensing);
    if (!main || !context.neighbours.some(({ name }) => PLAIN_NAME.test(name))) return;
    const declared = new Set<string>();
    for (const { text, form } of ownGroups(licensing)) {
      const ids = comparableIds(text, form);
      if (!ids) return;
      for (const id of ids) declared.add(id);
    }
    const texts = [...besides(context)]
      .filter(({ document }) => document.kind.id === 'license-text')
      .flatMap(({ file, document }) =>
        document.licensing().statements.map((statement) => ({
          file,
          range: document.parsed.lines.range(statement.node),
          text: statement.text,
          ids: comparableIds(statement.text, 'expression'),
        })),
      );
    if (texts.some(({ ids }) => !ids || [...ids].some((id) => declared.has(id)))) return;
    const found = texts.find(({ file }) => PLAIN_NAME.test(file.name));
    if (!found) return;
    report({
      at: main.node,
      message: t('{0} holds the text of {1}, but this says {2}.', found.file.name, found.text, main.text),
      elsewhere: [{ file: found.file.file, range: found.range, message: t('The text of {0}.', found.text) }],
    });
  },
};
