import { type ClassLevel } from '../../mof/components';
import { type MofDocument } from '../../mof/document';
import { type Descriptor } from '../descriptor';
import { type Manifest } from '../manifest';
import { CYCLONEDX_TYPE, IN_TOTO_TYPE, MODELPACK_MANIFEST_TYPE, SPDX_TYPE } from '../media-types';
import { type ModelDocument } from '../modelpack/classify/content';
import { componentWords, frameworkVersion } from './claims';

/** What something that was found with an artifact can prove. */
export type EvidenceKind =
  | { about: 'signing'; value: 'sigstore' | 'notation' }
  | { about: 'sbom'; value: 'spdx' | 'cyclonedx' }
  | { about: 'provenance'; value: 'slsa-v1.0' | 'in-toto' };

/** Something that is tied to the digest of an artifact: a layer of it, or what has it as its subject. */
export type EvidenceItem = EvidenceKind & {
  /** For people: the path of a layer, the digest of a referrer. */
  place: string;
  /** Whether it was checked and holds; undefined where it was not. */
  holds?: boolean;
};

/** What was found with an artifact. */
export interface Evidence {
  isModelPack: boolean;
  /** The MOF configuration in it, and what that comes to. */
  mof?: { place: string; class: 0 | ClassLevel; version?: string; components: readonly string[] };
  items: readonly EvidenceItem[];
}

const SLSA = /^https:\/\/slsa\.dev\/provenance\/v1(?:\.\d+)?$/;

/** Annotation of a referrer that says what its bundle or envelope states (sigstore/cosign, bundle specification). */
const PREDICATE_TYPE = 'dev.sigstore.bundle.predicateType';

/** What a referrer is, by its artifact type and annotations; undefined for what proves nothing here. */
export function evidenceOfReferrer({ artifactType = '', digest, annotations }: Descriptor): EvidenceItem | undefined {
  const predicate = annotations?.[PREDICATE_TYPE];
  const provenance = predicate !== undefined && SLSA.test(predicate) ? 'slsa-v1.0' : 'in-toto';
  if (artifactType === SPDX_TYPE) return { about: 'sbom', value: 'spdx', place: digest };
  if (artifactType === CYCLONEDX_TYPE) return { about: 'sbom', value: 'cyclonedx', place: digest };
  if (artifactType === IN_TOTO_TYPE) return { about: 'provenance', value: provenance, place: digest };
  if (artifactType === 'application/vnd.cncf.notary.signature')
    return { about: 'signing', value: 'notation', place: digest };
  const isBundle = artifactType.startsWith('application/vnd.dev.sigstore.bundle');
  if (isBundle && predicate !== undefined && !isSignature(predicate))
    return { about: 'provenance', value: provenance, place: digest };
  if (isBundle || artifactType === 'application/vnd.dev.cosign.artifact.sig.v1+json')
    return { about: 'signing', value: 'sigstore', place: digest };
  return undefined;
}

/** What a layer with a document about the model is; undefined for the MOF configuration, which is evidence of its own. */
export function evidenceOfLayer(document: ModelDocument, place: string): EvidenceItem | undefined {
  switch (document) {
    case 'spdx':
    case 'cyclonedx':
      return { about: 'sbom', value: document, place };
    case 'signature':
      return { about: 'signing', value: 'sigstore', place };
    case 'provenance':
      return { about: 'provenance', value: 'in-toto', place };
    case 'mof':
      return undefined;
  }
}

/** What the MOF configuration in an artifact comes to. */
export function evidenceOfMof(document: MofDocument, place: string): NonNullable<Evidence['mof']> {
  const version = frameworkVersion(document);
  return {
    place,
    class: document.classification.class,
    ...(version !== undefined && { version }),
    components: componentWords(document),
  };
}

export function isModelPack({ artifactType }: Pick<Manifest, 'artifactType'>): boolean {
  return artifactType === MODELPACK_MANIFEST_TYPE;
}

/** Predicates that sign something and say nothing else of it: OMS over files, cosign over a manifest. */
function isSignature(predicate: string): boolean {
  return /^https:\/\/(?:model_signing\/|sigstore\.dev\/cosign\/sign\/)/.test(predicate);
}
