import { type Completion } from '../../../language/features';
import { order } from '../../../language/items';
import { instantiable, spdxClass, type SpdxClass } from '../table';
import { classMeaning } from './class-meanings';
import { wrapped, type Completing } from './completing';
import { targetOf } from './properties';

/** The elements that an AI BOM is made of, those first that one begins with. */
const ELEMENTS = [
  'ai_AIPackage',
  'dataset_DatasetPackage',
  'Relationship',
  'simplelicensing_LicenseExpression',
  'simplelicensing_SimpleLicensingText',
  'Organization',
  'Person',
  'software_File',
  'software_Package',
  'software_Sbom',
  'SpdxDocument',
  'CreationInfo',
  'Tool',
] as const;

/** Whole objects of the classes that fit at the cursor, with all that is required. */
export function completeObjects(at: Completing): Completion[] {
  const { cursor, insert, pieces } = at;
  return classesAt(at).map((of, index) => {
    const object = pieces.object(of);
    return {
      label: of.name,
      kind: 'snippet',
      detail: Object.keys(object).slice(1).join(', '),
      documentation: classMeaning(of.name)!,
      sortText: order(0, index),
      ...(cursor.at === 'key' ? insert.members(object) : insert.value(wrapped(at, object))),
    };
  });
}

/** The classes of which an object can stand at the cursor. */
function classesAt({ document, cursor, key, holder }: Completing): SpdxClass[] {
  const property = cursor.at === 'key' ? holder : key;
  if (property !== undefined) {
    const target = spdxClass(targetOf(property) ?? '');
    return target && !target.element && target.name !== 'CreationInfo' ? instantiable(target.name) : [];
  }
  const hasDocument = [...document.graph.ofClass('SpdxDocument')].length > 0;
  return ELEMENTS.filter((name) => name !== 'SpdxDocument' || !hasDocument).map((name) => spdxClass(name)!);
}
