import { type Rule } from '../../../findings/rule';
import { t } from '../../../l10n';
import { editorFor } from '../../../text/editor';
import { asScalar, entryOf } from '../../../text/tree';
import { type CycloneDxDocument } from '../document';
import { NEWEST, resolve, valuesOf } from '../schema';
import { isMap } from '../values';

/** The property that describes components of a type (schemas 1.5 to 1.7: SHOULD for that type, MUST NOT for others). */
const DETAILS: Readonly<Record<string, string>> = {
  modelCard: 'machine-learning-model',
  data: 'data',
  cryptoProperties: 'cryptographic-asset',
};

export const misplacedDetails: Rule<CycloneDxDocument> = {
  id: 'cyclonedx/misplaced-details',
  title: 'Details of another type of component',
  help: '"modelCard" is for machine-learning models, "data" for data, "cryptoProperties" for cryptographic assets, and must not be used for other types of components.',
  severity: 'warning',
  fixable: true,
  check(document, report) {
    const found = document.contents.components.flatMap(({ value, place }) =>
      Object.entries(DETAILS)
        .filter(([key, type]) => isStated(value[key]) && isType(value.type) && value.type !== type)
        .map(([key, type]) => ({ key, type, place })),
    );
    for (const { key, type, place } of found)
      report(() => {
        const map = document.spot(place).node;
        const node = asScalar(entryOf(map, 'type')?.value)!;
        return {
          at: entryOf(map, key)!.key,
          message: t('"{0}" is for components of type "{1}"; this one is "{2}".', key, type, node.text),
          related: [{ at: node, message: t('The type stands here.') }],
          fix: () => [
            {
              title: t('Change the type to "{0}"', type),
              safe: false,
              edits: editorFor(document.parsed).setText(node, type),
            },
          ],
        };
      });
  },
};

export const missingDetails: Rule<CycloneDxDocument> = {
  id: 'cyclonedx/missing-details',
  title: 'Model or data without details',
  help: 'A machine-learning model should have a "modelCard", and data should say in "data" what they are: without them an ML-BOM is a list of names.',
  severity: 'info',
  fixable: false,
  check(document, report) {
    const found = document.contents.components.flatMap(({ value, place }) => {
      // A model that something is derived from is described in its own document.
      if (place.parent?.step === 'ancestors') return [];
      const detail = ['modelCard', 'data'].find((key) => value.type === DETAILS[key] && isAbsent(value[key]));
      return detail ? [{ detail, place }] : [];
    });
    for (const { detail, place } of found)
      report(() => ({
        at: entryOf(document.spot(place).node, 'type')!.value!,
        message: t('A component of type "{0}" should have "{1}".', DETAILS[detail]!, detail),
      }));
  },
};

const isType = (value: unknown): value is string =>
  typeof value === 'string' &&
  valuesOf(resolve({ $ref: '#/definitions/component' }, NEWEST).properties!.type!, NEWEST)!.includes(value);

const isAbsent = (value: unknown): boolean => value === undefined || (Array.isArray(value) && !value.length);

/** Whether there is something in a property. */
function isStated(value: unknown): boolean {
  return isMap(value) || (Array.isArray(value) && value.length > 0);
}
