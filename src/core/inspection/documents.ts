import { type OpenDocument } from '../documents/kind';
import { inventoryOf } from '../licenses/inventory/row';
import { type Position } from '../text/position';
import { type InspectedLicense, type Source } from './inspection';

/** A document about the model that was read. */
export interface ReadDocument {
  /** The path of its file or layer, or the digest of what attaches it. */
  name: string;
  digest: string;
  text: string;
  source: Source;
  document: OpenDocument;
}

/** Licences that are listed of one document: a bill of materials may hold thousands. */
const MOST_LICENSES = 1000;

/** A place in a source. */
export function placed(source: Source, { line, character }: Position): Source {
  return { ...source, line, character };
}

/** The licences that documents state, each where it is written. */
export function inspectLicenses(documents: readonly ReadDocument[]): InspectedLicense[] {
  return documents.flatMap(({ name, source, document }): InspectedLicense[] => {
    const { rows, licenses } = inventoryOf(name, document, [], MOST_LICENSES);
    const known = new Map(licenses.map((each) => [each.license, each]));
    return rows.map(({ range, written, license, subject, content, role }) => ({
      source: placed(source, range.start),
      written,
      ...known.get(license)!,
      ...(subject === undefined ? {} : { subject }),
      ...(content === undefined ? {} : { content }),
      role,
    }));
  });
}
