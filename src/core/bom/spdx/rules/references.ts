import { t } from '../../../l10n';
import { nearest } from '../../../text/similar';
import { type SpdxDocument } from '../document';
import { isA } from '../table';
import { replaceText } from './fixes';
import { problemRule } from './problem-rule';

/** SPDX 3.0.1, ExternalMap: what another document defines is imported. */
export const danglingReference = problemRule(
  {
    id: 'spdx/dangling-reference',
    title: 'Reference to nothing',
    help: 'No element of the file has this id, and the document imports none that has it.',
    severity: 'error',
    fixable: true,
  },
  (of) => {
    const id = of.fact('id');
    const meant = similarId(of.document, id, of.fact('expected'));
    return {
      message: message(id, meant, of.fact('local') !== ''),
      // A file without a document is a part of a whole; what it refers to may stand in another part.
      ...(of.fact('fragment') && !of.fact('local') ? { severity: 'info' } : {}),
      fix: () => [meant === undefined ? undefined : replaceText(of, t('Change to "{0}"', meant), meant, false)],
    };
  },
);

function message(id: string, meant: string | undefined, local: boolean): string {
  if (meant !== undefined) return t('Nothing in the file has the id "{0}". Did you mean "{1}"?', id, meant);
  return local
    ? t('Nothing in the file has the id "{0}".', id)
    : t('Nothing in the file has the id "{0}", and it is not imported.', id);
}

/** Ids that are compared at most. */
const MOST_COMPARED = 5000;
/** With more references to nothing, it is not their spelling that is wrong. */
const MOST_MISSPELT = 100;

/** The id of the expected class that differs the least from one that nothing has. */
function similarId({ graph, problems }: SpdxDocument, id: string, expected: string): string | undefined {
  if (problems.get('spdx/dangling-reference')!.length > MOST_MISSPELT) return undefined;
  const tails = new Map<string, string>();
  // Ids of one document mostly begin alike: what is behind that is compared.
  const head = id.slice(0, Math.max(id.lastIndexOf('#'), id.lastIndexOf('/'), id.lastIndexOf(':')) + 1);
  for (let element = 0; element < graph.elements.length && tails.size < MOST_COMPARED; element++) {
    const other = graph.idOf(element);
    const of = graph.elements[element]!.class;
    if (other?.startsWith(head) && of && isA(of.name, expected)) tails.set(other.slice(head.length), other);
  }
  const tail = nearest(id.slice(head.length), tails.keys());
  return tail === undefined ? undefined : tails.get(tail);
}

/** Classes that properties ask for (`sh:class`). */
export const wrongClass = problemRule(
  {
    id: 'spdx/wrong-class',
    title: 'Reference to the wrong class',
    help: 'The property asks for an element of one class, and what is given is of another.',
    severity: 'error',
    fixable: false,
  },
  ({ document, fact }) => {
    const definition = document.graph.definitionOf(fact('id'));
    return {
      message: t('"{0}" is for {1}, not for {2}.', fact('property'), fact('expected'), fact('found')),
      ...(definition
        ? { related: [{ at: document.headOf(definition.element), message: t('This is what it refers to.') }] }
        : {}),
    };
  },
);

/** serialization/jsonld.md of the model; the schema lets it pass. */
export const inlinedElement = problemRule(
  {
    id: 'spdx/inlined-element',
    title: 'Element inside of another',
    help: 'Elements stand side by side in "@graph" and refer to each other by id. Some tools do not find one that is written inside of another; without an id and creation information it is none.',
    severity: 'info',
    fixable: false,
  },
  ({ fact }) =>
    fact('lacks')
      ? {
          severity: 'error',
          message: t(
            '{0} is a class of elements, and this one lacks {1}: write it in "@graph", and its id as "{2}".',
            fact('type'),
            fact('lacks'),
            fact('property'),
          ),
        }
      : {
          message: t(
            '{0} is a class of elements: write it in "@graph", and its id as "{1}".',
            fact('type'),
            fact('property'),
          ),
        },
);

/** An element that nothing refers to can't be found from the document's root. */
export const unreachableElement = problemRule(
  {
    id: 'spdx/unreachable-element',
    title: 'Element that nothing refers to',
    help: 'No relationship, collection or property mentions the element, so that nobody who starts at the document finds it.',
    severity: 'info',
    fixable: false,
  },
  ({ fact }) => ({ message: t('Nothing in the document refers to this {0}.', fact('type')), tag: 'unnecessary' }),
);
