import { type Metadata, type Root } from '@tufjs/models';
import { Readable } from 'node:stream';
import { TARGETS } from './source';

/** What was downloaded from a repository at one time: texts, in which every byte counts for the signatures. */
export interface TufState {
  /** When it was downloaded, ISO 8601. */
  refreshed: string;
  /** All `root.json` since the one that was trusted from the beginning. */
  roots: readonly string[];
  timestamp: string;
  snapshot: string;
  targets: string;
  /** Content of the targets. */
  trustedRoot: string;
  signingConfig: string;
}

/** A state whose signatures hold. */
export interface VerifiedState extends TufState {
  /** The newest `root.json`. */
  root: string;
  /** The last moment that the repository may have been so: nobody vouches for more. */
  date: Date;
  /** Grows with every change of the repository. */
  version: number;
}

/**
 * Checks a state without a network, as a client of TUF does while it downloads it: every `root.json` is signed by the one
 * before it, all metadata by those whom the last one names, and each file has the digest that is signed. That metadata have
 * expired is left out: the date tells how old they are.
 * @param seed text of the `root.json` that is trusted
 * @throws {Error} when anything does not fit
 */
export async function verifyState(state: TufState, seed: string): Promise<VerifiedState> {
  const { Metadata, MetadataKind } = await import('@tufjs/models');
  let root: Metadata<Root> = Metadata.fromJSON(MetadataKind.Root, parse(seed));
  let text = seed;
  for (const next of state.roots) {
    const newer = Metadata.fromJSON(MetadataKind.Root, parse(next));
    // The seed may have become newer than the first of them.
    if (newer.signed.version <= root.signed.version) continue;
    if (newer.signed.version !== root.signed.version + 1) throw new Error('a root.json is missing');
    root.verifyDelegate('root', newer);
    newer.verifyDelegate('root', newer);
    [root, text] = [newer, next];
  }
  const timestamp = Metadata.fromJSON(MetadataKind.Timestamp, parse(state.timestamp));
  root.verifyDelegate('timestamp', timestamp);
  const snapshot = Metadata.fromJSON(MetadataKind.Snapshot, parse(state.snapshot));
  root.verifyDelegate('snapshot', snapshot);
  const { snapshotMeta } = timestamp.signed;
  snapshotMeta.verify(Buffer.from(state.snapshot));
  requireVersion(snapshot.signed.version, snapshotMeta.version);
  const targets = Metadata.fromJSON(MetadataKind.Targets, parse(state.targets));
  root.verifyDelegate('targets', targets);
  const targetsMeta = snapshot.signed.meta['targets.json'];
  targetsMeta?.verify(Buffer.from(state.targets));
  requireVersion(targets.signed.version, targetsMeta?.version);
  for (const [key, name] of Object.entries(TARGETS)) {
    const target = targets.signed.targets[name];
    if (!target) throw new Error(`${name} is missing`);
    await target.verify(Readable.from([Buffer.from(state[key as keyof typeof TARGETS])]));
  }
  const date = new Date(Math.min(Date.parse(state.refreshed), Date.parse(timestamp.signed.expires)));
  return { ...state, root: text, date, version: timestamp.signed.version };
}

function requireVersion(found: number, expected: number | undefined): void {
  if (found !== expected) throw new Error(`version ${found} is there, and ${expected} was signed`);
}

function parse(text: string): Parameters<typeof Metadata.fromJSON>[1] {
  return JSON.parse(text) as Parameters<typeof Metadata.fromJSON>[1];
}
