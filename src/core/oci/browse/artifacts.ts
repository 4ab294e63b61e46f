import { attachedByTag, attachmentKind, isAttachmentName, type AttachmentKind } from './attachment';
import { type ManifestSummary } from './manifest';

/**
 * What can be said of an artifact by looking at its store alone.
 * - `unread`: nothing but its name is known yet
 * - `signed`: there is a signature, which nobody has verified
 * - `missing`, `damaged`, `unreadable`: see {@link ManifestSummary.problem}
 */
export type ArtifactState = 'unread' | 'missing' | 'damaged' | 'unreadable' | 'unsigned' | 'signed';

/** An artifact that stands by itself. */
export interface BrowsedArtifact extends ManifestSummary {
  state: ArtifactState;
  /** How many manifests are attached to it directly. */
  attachedCount: number;
}

/** What is attached to a manifest, with what is attached to it in turn. */
export interface AttachedManifest {
  manifest: ManifestSummary;
  kind: AttachmentKind;
  attached: readonly AttachedManifest[];
}

interface Edge {
  manifest: ManifestSummary;
  kind: AttachmentKind;
}

/** The manifests of a store: which are artifacts, and what is attached to which. */
export class ArtifactGraph {
  readonly artifacts: readonly BrowsedArtifact[];
  private readonly edges = new Map<string, Edge[]>();

  constructor(manifests: readonly ManifestSummary[]) {
    const known = new Set(manifests.map(({ digest }) => digest));
    for (const manifest of manifests) this.connect(manifest);
    this.artifacts = manifests.flatMap((manifest) => {
      const names = manifest.names.filter((name) => !isAttachmentName(name));
      return standsAlone(manifest, names, known) ? [this.describe(manifest, names)] : [];
    });
  }

  /** All that is attached to a manifest, as a tree. What leads back to where it hangs is left out. */
  attachedTo(digest: string): readonly AttachedManifest[] {
    return this.below(digest, new Set([digest]));
  }

  private below(digest: string, above: ReadonlySet<string>): AttachedManifest[] {
    return (this.edges.get(digest) ?? [])
      .filter(({ manifest }) => !above.has(manifest.digest))
      .map(({ manifest, kind }) => {
        const attached = this.below(manifest.digest, new Set([...above, manifest.digest]));
        return { manifest, kind, attached };
      })
      .sort((a, b) => compareKinds(a.kind, b.kind) || (a.manifest.digest < b.manifest.digest ? -1 : 1));
  }

  private connect(manifest: ManifestSummary): void {
    const { names, document } = manifest;
    const subjects = new Map(names.flatMap((name) => attachedByTag(name) ?? []).map((tag) => [tag.subject, tag.kind]));
    if (document?.subject !== undefined) subjects.set(document.subject, attachmentKind(document.artifactType));
    for (const [subject, kind] of subjects) {
      const edges = this.edges.get(subject);
      if (edges) edges.push({ manifest, kind });
      else this.edges.set(subject, [{ manifest, kind }]);
    }
  }

  private describe(manifest: ManifestSummary, names: readonly string[]): BrowsedArtifact {
    const attached = this.edges.get(manifest.digest) ?? [];
    const isSigned = manifest.document?.hasSignature || attached.some(({ kind }) => kind === 'signature');
    const state = manifest.problem?.kind ?? (!manifest.document ? 'unread' : isSigned ? 'signed' : 'unsigned');
    return { ...manifest, names, state, attachedCount: attached.length };
  }
}

/** Whether a manifest is to be listed: by a name, or because it is attached to nothing that is here. */
function standsAlone(
  { names, document, problem }: ManifestSummary,
  own: readonly string[],
  known: ReadonlySet<string>,
): boolean {
  if (own.length) return true;
  // An index of referrers, or what cosign attached.
  if (names.length) return false;
  // As long as it is not known what it is attached to, it may be no artifact.
  if (!document) return problem !== undefined;
  return document.subject === undefined || !known.has(document.subject);
}

const ORDER: readonly AttachmentKind[] = ['signature', 'spdx', 'cyclonedx', 'provenance', 'other'];

function compareKinds(a: AttachmentKind, b: AttachmentKind): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b);
}
