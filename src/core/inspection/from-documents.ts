import { type BomView } from '../bom/view/view';
import { MofDocument } from '../mof/document';
import { inspectBom, type KnownDigests } from './bom';
import { inspectLicenses, type ReadDocument } from './documents';
import { type Inspection, type Source } from './inspection';
import { inspectLineage, originsIn, type Origin } from './lineage';
import { inspectOpenness } from './openness';

/** What documents about a model come to. */
export type FromDocuments = Pick<Inspection, 'openness' | 'licenses' | 'boms' | 'lineage'>;

export interface DocumentsRequest {
  documents: readonly ReadDocument[];
  /** Said elsewhere: in the config of an artifact or an adapter. */
  origins: readonly Origin[];
  /** What people call the model. */
  name: string;
  digests: KnownDigests;
  /** Files of the model by the number of their component, once it is known which configuration counts. */
  filesOf: (mof: MofDocument) => ReadonlyMap<number, readonly string[]>;
}

/** The MOF configuration that counts: the one nearest to the root, the first of several there. */
export function mofOf(
  documents: readonly ReadDocument[],
): { mof: MofDocument; source: Source; name: string } | undefined {
  const [first] = documents
    .filter(({ document }) => document.kind.id === 'mof')
    .sort((a, b) => depthOf(a.name) - depthOf(b.name));
  return first && { mof: new MofDocument(first.document.parsed), source: first.source, name: first.name };
}

function depthOf(path: string): number {
  return path.split('/').length;
}

/** Class, licences, bills of materials and lineage, each from the documents that say something of it. */
export function fromDocuments({ documents, origins, name, digests, filesOf }: DocumentsRequest): FromDocuments {
  const config = mofOf(documents);
  const bomDocuments = documents.filter(({ document: { kind } }) => kind.id === 'spdx' || kind.id === 'cyclonedx');
  const read = bomDocuments.map((document) => ({ document, ...inspectBom(document, digests) }));
  const views = read.flatMap(
    ({ document: { text, source }, view }): { view: BomView; text: string; source: Source }[] =>
      view ? [{ view, text, source }] : [],
  );
  const lineage = inspectLineage(name, [...originsIn(documents), ...origins], views);
  return {
    ...(config ? { openness: inspectOpenness(config.mof, config.source, filesOf(config.mof)) } : {}),
    licenses: inspectLicenses(documents),
    boms: read.map(({ bom }) => bom),
    ...(lineage ? { lineage } : {}),
  };
}
