import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { entryOf } from '../../../text/tree';
import { isIri } from '../check/formats';
import { mapOf } from './fixes';
import { problemRule } from './problem-rule';

/** Every element of SPDX 3 has an IRI (`sh:nodeKind sh:IRI`), written as `spdxId`. */
export const missingId = problemRule(
  {
    id: 'spdx/missing-id',
    title: 'Element without spdxId',
    help: 'Every element is named by an IRI in "spdxId". "@id" is for objects that are no elements, such as CreationInfo.',
    severity: 'error',
    fixable: true,
  },
  (of) => {
    const map = mapOf(of);
    const entry = of.fact('instead') ? entryOf(map, '@id') : undefined;
    if (!entry) return { message: t('{0} needs "spdxId".', of.fact('type')) };
    const id = entry.value?.kind === 'scalar' ? entry.value.text : '';
    return {
      at: entry.key,
      message: t('{0} is an element: its id is written as "spdxId".', of.fact('type')),
      fix: () => [
        {
          title: t('Rename to "{0}"', 'spdxId'),
          safe: isIri(id),
          edits: editorFor(of.document.parsed).renameKey(entry, 'spdxId'),
        },
      ],
    };
  },
);

/** The form of ids: an IRI; objects that are no elements may have a blank node (`_:name`). */
export const invalidId = problemRule(
  {
    id: 'spdx/invalid-id',
    title: 'Id is no IRI',
    help: 'An "spdxId" is an IRI such as https://example.org/bom#model. Ids of SPDX 2 (SPDXRef-…) and blank nodes (_:…) are none.',
    severity: 'error',
    fixable: false,
  },
  ({ fact }) => {
    const id = fact('id');
    if (id.startsWith('_:'))
      return {
        message: t('"{0}" is a blank node; an element needs an IRI, such as https://example.org/bom#model.', id),
      };
    if (/^SPDXRef-/i.test(id))
      return {
        message: t('"{0}" is an id of SPDX 2; SPDX 3 needs an IRI, such as https://example.org/bom#model.', id),
      };
    return { message: t('"{0}" is no IRI, such as https://example.org/bom#model.', id) };
  },
);

/** Two elements with one id are one element to every reader of RDF, with the properties of both. */
export const duplicateId = problemRule(
  {
    id: 'spdx/duplicate-id',
    title: 'Id used twice',
    help: 'Two elements have the same id; other tools take them for one, with the properties of both.',
    severity: 'error',
    fixable: false,
  },
  ({ document, problem, fact }) => {
    const first = Number(problem.facts.first);
    return {
      message: t('"{0}" is the id of another element already.', fact('id')),
      related: [{ at: document.placeOf({ ...problem, element: first }), message: t('It stands here first.') }],
    };
  },
);
