import * as vscode from 'vscode';
import { type AttachedManifest } from '../../../core/oci/browse/artifacts';
import { type VerdictState } from '../../../core/signing/verdict/verdict';
import { type ArtifactPlace } from '../../packaging/places';

/** What verification of an artifact came to, by the digests of its files. It is true as long as what is trusted is the same. */
export interface ArtifactVerdict {
  state: VerdictState;
  /** The state in a few words. */
  title: string;
  /** Sentences, the heaviest first. */
  reasons: readonly string[];
  time: Date;
}

/** Verdicts that are kept. */
const MAX_KEPT = 1000;

/** The verdicts on artifacts in this window. */
export class ArtifactVerdicts implements vscode.Disposable {
  private readonly kept = new Map<string, { verdict: ArtifactVerdict; attached?: string }>();
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  set(place: ArtifactPlace, digest: string, verdict: ArtifactVerdict): void {
    this.kept.set(keyOf(place, digest), { verdict });
    for (const oldest of [...this.kept.keys()].slice(0, -MAX_KEPT)) this.kept.delete(oldest);
    this.changed.fire();
  }

  /** @param attached what is attached now: with another signature it would be another verdict */
  get(place: ArtifactPlace, digest: string, attached: readonly AttachedManifest[]): ArtifactVerdict | undefined {
    const entry = this.kept.get(keyOf(place, digest));
    if (!entry) return undefined;
    const digests = attached.map(({ manifest }) => manifest.digest).join(' ');
    entry.attached ??= digests;
    return entry.attached === digests ? entry.verdict : undefined;
  }

  /** Forgets all: what is trusted may have changed, or what is attached. */
  clear(): void {
    if (!this.kept.size) return;
    this.kept.clear();
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }
}

/** Where it is counts, too: a copy may have other signatures. */
function keyOf(place: ArtifactPlace, digest: string): string {
  return `${'layout' in place ? place.layout.toString() : place.reference.replace(/[:@][^/]*$/, '')} ${digest}`;
}
