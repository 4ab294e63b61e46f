import { CYCLONEDX_TYPE, IN_TOTO_TYPE, SPDX_TYPE } from '../media-types';

/** What is attached to an artifact, as a reviewer calls it. */
export type AttachmentKind = 'signature' | 'spdx' | 'cyclonedx' | 'provenance' | 'other';

const KINDS: Readonly<Record<string, AttachmentKind>> = {
  [SPDX_TYPE]: 'spdx',
  [CYCLONEDX_TYPE]: 'cyclonedx',
  [IN_TOTO_TYPE]: 'provenance',
  // cosign, before bundles, and Notary Project.
  'application/vnd.dev.cosign.artifact.sig.v1+json': 'signature',
  'application/vnd.cncf.notary.signature': 'signature',
};

/** Bundles of Sigstore of any version (protobuf-specs, sigstore_bundle.proto). */
const BUNDLE = /^application\/vnd\.dev\.sigstore\.bundle(?:\.v\d+\.\d+)?\+json(?:;version=\d+\.\d+)?$/;

/** What the artifact type of a manifest tells of what it attaches; nothing of it has been verified. */
export function attachmentKind(artifactType: string | undefined): AttachmentKind {
  if (artifactType === undefined) return 'other';
  if (BUNDLE.test(artifactType)) return 'signature';
  return Object.hasOwn(KINDS, artifactType) ? KINDS[artifactType]! : 'other';
}

/** Tags that cosign gave to what it attached before registries knew of referrers: `sha256-….sig`. */
const COSIGN_TAG = /^(sha256-[0-9a-f]{64}|sha512-[0-9a-f]{128})\.(sig|att|sbom)$/;

/** What such a tag attaches, and to which digest; undefined for other names. */
export function attachedByTag(name: string): { subject: string; kind: AttachmentKind } | undefined {
  const [, subject, suffix] = COSIGN_TAG.exec(name) ?? [];
  if (subject === undefined) return undefined;
  const kind = suffix === 'sig' ? 'signature' : suffix === 'att' ? 'provenance' : 'other';
  return { subject: subject.replace('-', ':'), kind };
}

/** Names that stand for what is attached and for no artifact (distribution-spec, "Referrers Tag Schema"). */
export function isAttachmentName(name: string): boolean {
  return /^sha(?:256-[0-9a-f]{64}|512-[0-9a-f]{128})(?:\.\w+)?$/.test(name);
}
