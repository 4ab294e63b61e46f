import { t } from '../../../l10n';
import { type NewValue } from '../../../text/editor';
import { type SpdxDocument } from '../document';
import { spdxClass, type SpdxProperty } from '../table';
import { addProperty } from './fixes';
import { problemRule, type Case, type Words } from './problem-rule';

/** Cardinalities of the model (`sh:minCount`). */
export const missingProperty = problemRule(
  {
    id: 'spdx/missing-property',
    title: 'Required property missing',
    help: 'The class demands the property; without it the document is not valid.',
    severity: 'error',
    fixable: true,
  },
  (of) => ({ message: t('{0} needs "{1}".', of.fact('type'), of.fact('property')), ...addition(of) }),
);

/** "External properties restrictions" of AIPackage.md, DatasetPackage.md, Package.md, File.md: in no schema and no shape. */
export const missingMandatory = problemRule(
  {
    id: 'spdx/missing-mandatory',
    title: 'Mandatory property missing',
    help: 'The text of the specification makes this property mandatory for the class. No schema says so, and validators let it pass.',
    severity: 'error',
    fixable: true,
  },
  (of) => ({
    message: t('"{1}" is mandatory for {0}, though no schema says so.', of.fact('type'), of.fact('property')),
    ...addition(of),
  }),
);

function addition(of: Case): Pick<Words, 'fix'> {
  const name = of.fact('property');
  return {
    fix: () => {
      const property = spdxClass(of.fact('type'))?.properties.get(name);
      const known = property && initialValue(of.document, property, of);
      if (!known) return [];
      const value = property.list ? [known.value] : known.value;
      return [addProperty(of, t('Add "{0}"', name), name, value, known.safe)];
    },
  };
}

/** Where a value goes in, in the shape that is asked for; it stays a finding until it is filled in. */
const SHAPES: Partial<Record<SpdxProperty['type'], string>> = {
  anyURI: '',
  decimal: '',
  dateTime: 'YYYY-MM-DDThh:mm:ssZ',
  string: '',
};

/** A value for a new property: what the document leaves no choice about, or else an empty place of the right shape. */
function initialValue(
  document: SpdxDocument,
  { name, type, target }: SpdxProperty,
  { problem }: Case,
): { value: NewValue; safe: boolean } | undefined {
  if (type === 'class') {
    const all = [...document.graph.ofClass(target!)].map((element) => document.graph.idOf(element));
    // A creation info is shared by all elements; an agent may be somebody else.
    if (all.length === 1 && all[0] !== undefined) return { value: all[0], safe: name === 'creationInfo' };
    return { value: '', safe: false };
  }
  if (name === 'software_primaryPurpose') {
    const of = document.graph.elements[problem.element]!.class;
    return { value: of?.ancestors.has('ai_AIPackage') ? 'model' : 'data', safe: false };
  }
  if (type === 'enum') return { value: '', safe: false };
  const shape = SHAPES[type];
  return shape === undefined ? undefined : { value: shape, safe: false };
}
