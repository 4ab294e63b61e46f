import type * as vscode from 'vscode';
import { ArtifactGraph, type BrowsedArtifact } from '../../../core/oci/browse/artifacts';
import { type ArtifactOrder, type Filter, ordered } from '../../../core/oci/browse/list';
import { type BrowsedStore, type StoreProgram } from '../../../core/oci/browse/manifest';
import { type Packaging } from '../../../node/api';
import { isFailure, named } from '../../signing/service';
import { printable } from '../../../core/report/printable';

/** Why a store is in the view. */
export type StoreOrigin = 'workspace' | 'own' | 'used' | 'setting' | 'program';

/** As many manifests are read before anything is shown; of more, the names come first. */
const READ_AT_ONCE = 150;

/** A layout or the store of another program, and what was found in it. Nothing is read before somebody looks. */
export class StoreContents {
  /** `named`: the names are known, and the manifests are not read yet. */
  state: 'new' | 'named' | 'read' | 'failed' = 'new';
  /** Why it can't be read. */
  failure = '';
  program: StoreProgram | undefined;
  private found = new ArtifactGraph([]);
  private loading: Promise<void> | undefined;
  private afresh = false;
  private isOutdated = true;

  constructor(
    readonly uri: vscode.Uri,
    readonly origin: StoreOrigin,
  ) {}

  get graph(): ArtifactGraph {
    return this.found;
  }

  /** Whether artifacts may be written here. */
  get isWritable(): boolean {
    return this.program === undefined && this.state !== 'failed';
  }

  /** What is here, in an order, as far as a filter lets it through. */
  list(order: ArtifactOrder, filter: Filter): BrowsedArtifact[] {
    const all = this.found.artifacts;
    const wanted = filter.isEmpty
      ? all
      : all.filter(({ names, digest, document }) => filter.matches([...names, digest, document?.artifactType]));
    return ordered(wanted, order);
  }

  /**
   * Says that what was found may not be true any more; it is shown until there is something newer.
   * @param afresh whether manifests that are known are read again, too
   */
  outdated(afresh = false): void {
    this.afresh ||= afresh;
    this.isOutdated = true;
    if (this.state === 'failed') this.state = 'new';
  }

  /** Whether there is something to be read yet. */
  get isBehind(): boolean {
    return this.isOutdated || this.state !== 'read';
  }

  /** Finds out what there is to be shown at once; {@link read} the rest. */
  async begin(packaging: Packaging, signal: AbortSignal): Promise<void> {
    while (this.loading) await this.loading;
    if (this.state === 'new') await this.load(packaging, signal, true);
  }

  /** Reads all manifests. */
  async read(packaging: Packaging, signal: AbortSignal): Promise<void> {
    while (this.loading) await this.loading;
    if (this.isBehind) await this.load(packaging, signal, false);
  }

  private async load(packaging: Packaging, signal: AbortSignal, namesFirst: boolean): Promise<void> {
    if (signal.aborted) return;
    this.loading = this.loadNow(packaging, signal, namesFirst).finally(() => (this.loading = undefined));
    await this.loading;
  }

  private async loadNow(packaging: Packaging, signal: AbortSignal, namesFirst: boolean): Promise<void> {
    const folder = named(this.uri);
    if (namesFirst) {
      const names = await packaging.browseStore(folder, { namesOnly: true, signal });
      if (isFailure(names)) return this.failed(names);
      if (names.manifests.length > READ_AT_ONCE) return this.take(names);
    }
    const afresh = this.afresh;
    this.isOutdated = false;
    const read = await packaging.browseStore(folder, { signal, afresh });
    if (isFailure(read)) return this.failed(read);
    if (afresh) this.afresh = false;
    this.take(read);
  }

  private take({ program, manifests, isRead }: BrowsedStore): void {
    this.program = program;
    this.failure = '';
    this.found = new ArtifactGraph(manifests);
    this.state = isRead ? 'read' : 'named';
  }

  private failed({ kind, failure }: { kind: string; failure: string }): void {
    // Given up because nobody looks any more: it is read when somebody does.
    if (kind === 'cancelled') {
      this.isOutdated = true;
      return;
    }
    this.failure = printable(failure);
    this.state = 'failed';
  }
}
