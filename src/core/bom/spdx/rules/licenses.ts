import { t } from '../../../l10n';
import { type Fix } from '../../../findings/finding';
import { editorFor, type NewMap } from '../../../text/editor';
import { asList, entryOf } from '../../../text/tree';
import { isA } from '../table';
import { addElements, entryOfCase, newId } from './fixes';
import { problemRule, type Case } from './problem-rule';

/** AI.md and Dataset.md of the model: "exactly one" of both, for every model and every dataset. No schema says so. */
export const licenseRelationship = problemRule(
  {
    id: 'spdx/license-relationship',
    title: 'Licence relationship missing or repeated',
    help: 'The AI and Dataset profiles demand of every model and dataset exactly one declared licence and one concluded licence, as relationships. No schema says so, and validators let it pass.',
    severity: 'error',
    fixable: true,
  },
  (of) => {
    const { document, problem, fact } = of;
    const type = document.graph.elements[problem.element]!.class?.name ?? '';
    const weight = fact('claimed') ? {} : { severity: 'warning' as const };
    if (fact('kind'))
      return {
        ...weight,
        message: t('There is a "{0}" already; a model or dataset has exactly one.', fact('kind')),
        related: [{ at: document.headOf(Number(problem.facts.first)), message: t('It stands here first.') }],
      };
    const missing = fact('missing').split(' ');
    return {
      ...weight,
      message:
        missing.length === 1
          ? t('This {0} needs a relationship "{1}".', type, missing[0]!)
          : t('This {0} needs relationships "{1}" and "{2}".', type, missing[0]!, missing[1]!),
      fix: () => [withKnownLicense(of, missing), withoutAssertion(of, missing)],
    };
  },
);

/** Adds the missing relationships to the licence of the other one, or else to one that is still to be written. */
function withKnownLicense(of: Case, missing: readonly string[]): Fix | undefined {
  const { document, problem, fact } = of;
  const id = fact('id');
  const given = problem.facts.at === undefined ? [] : document.graph.mentioned(Number(problem.facts.at), 'to');
  if (given.length) {
    return relationships(of, missing, given, t('Add "{0}" with the licence that is there', missing.join(', ')), []);
  }
  const license = newId(document, id, 'license');
  const element: NewMap = {
    type: 'simplelicensing_LicenseExpression',
    spdxId: license,
    creationInfo: creationInfoOf(of),
    simplelicensing_licenseExpression: '',
  };
  return relationships(of, missing, [license], t('Add "{0}" and a licence to fill in', missing.join(', ')), [element]);
}

/** Adds the missing relationships and leaves open what the licence is. */
function withoutAssertion(of: Case, missing: readonly string[]): Fix | undefined {
  const to = ['expandedlicensing_NoAssertionLicense'];
  return relationships(of, missing, to, t('Add "{0}" without saying which licence', missing.join(', ')), []);
}

function relationships(
  of: Case,
  kinds: readonly string[],
  to: string[],
  title: string,
  before: NewMap[],
): Fix | undefined {
  const id = of.fact('id');
  const added = kinds.map((kind): NewMap => ({
    type: 'Relationship',
    spdxId: newId(of.document, id, kind),
    creationInfo: creationInfoOf(of),
    relationshipType: kind,
    from: id,
    to,
  }));
  return { title, safe: false, edits: addElements(of.document, [...before, ...added]) };
}

/** The creation info of the element that a problem is about. */
function creationInfoOf({ document, problem }: Case): string {
  return document.graph.mentioned(problem.element, 'creationInfo')[0] ?? '';
}

/** hasConcludedLicense in RelationshipType.md: a reason is due where the two differ. */
export const licenseDiffers = problemRule(
  {
    id: 'spdx/license-differs',
    title: 'Concluded licence differs without a reason',
    help: 'Where the concluded licence is not the declared one, a comment of the relationship says why.',
    severity: 'info',
    fixable: false,
  },
  ({ document, problem }) => ({
    message: t('The concluded licence is not the declared one; say why in a "comment".'),
    related: [{ at: document.headOf(Number(problem.facts.declared)), message: t('The declared licence.') }],
  }),
);

/** simplelicensing_customIdToUri in the model: ids of one's own are explained there. */
export const licenseRefWithoutText = problemRule(
  {
    id: 'spdx/license-ref-without-text',
    title: 'LicenseRef without its text',
    help: 'A LicenseRef- or AdditionRef- means something in this document only. "simplelicensing_customIdToUri" says which element has the text.',
    severity: 'warning',
    fixable: true,
  },
  (of) => {
    const id = of.fact('id');
    return {
      message: t('"{0}" has no entry in "simplelicensing_customIdToUri", so nobody knows its text.', id),
      fix: () => [textFix(of, id)],
    };
  },
);

/** Adds the entry, and an element for the text where there is none of that name. */
function textFix(of: Case, id: string): Fix | undefined {
  const { document, problem } = of;
  const map = entryOfCase(of)?.map;
  const expression = document.graph.idOf(problem.element);
  if (!map || expression === undefined) return undefined;
  const known = textNamed(of, id);
  const text = known ?? newId(document, expression, id);
  const editor = editorFor(document.parsed);
  const entry: NewMap = { type: 'DictionaryEntry', key: id, value: text };
  const holder = entryOf(map, 'simplelicensing_customIdToUri');
  const list = asList(holder?.value);
  const edits =
    holder && list
      ? editor.addItems(list, holder, [entry])
      : editor.addEntry(map, 'simplelicensing_customIdToUri', [entry], 'last');
  const element: NewMap = {
    type: 'simplelicensing_SimpleLicensingText',
    spdxId: text,
    creationInfo: creationInfoOf(of),
    name: id,
    simplelicensing_licenseText: '',
  };
  return known === undefined
    ? {
        title: t('Add the entry and a text to fill in'),
        safe: false,
        edits: [...edits, ...addElements(document, [element])],
      }
    : { title: t('Add the entry'), safe: false, edits };
}

/** The only text of the document that ends in or is called by an id. */
function textNamed({ document }: Case, id: string): string | undefined {
  const found: string[] = [];
  document.graph.elements.forEach(({ class: of }, element) => {
    const own = document.graph.idOf(element);
    if (!of || own === undefined) return;
    if (!isA(of.name, 'simplelicensing_SimpleLicensingText') && !isA(of.name, 'expandedlicensing_CustomLicense'))
      return;
    if (own.endsWith(id) || document.data(element).name === id) found.push(own);
  });
  return found.length === 1 ? found[0] : undefined;
}
