import { type BrowsedStore } from '../../../core/oci/browse/manifest';
import { orFailure, type Failure } from '../../failure';
import { type NamedPath } from '../../signing/model';
import { readFailure } from '../failure';
import { KitOpsStore } from '../stores/kitops';
import { ModctlStore } from '../stores/modctl';
import { openStore } from '../stores/open';
import { type LocalStore } from '../stores/read-only';
import { namedManifests, readSummaries, type KnownManifests } from './summary';

/** Stores whose manifests are kept in mind. */
const MAX_KNOWN = 32;

const known = new Map<string, KnownManifests>();

export interface BrowseOptions {
  /** Names only: no manifest is read, which takes a moment even where there are thousands. */
  namesOnly?: boolean;
  /** Reads again what was read before. */
  afresh?: boolean;
  signal?: AbortSignal;
}

/** What is in a layout, or in the store of KitOps or modctl. Nothing is written, and no file of a model is read. */
export function browseStore(
  folder: NamedPath,
  { namesOnly = false, afresh = false, signal }: BrowseOptions = {},
): Promise<BrowsedStore | Failure> {
  return orFailure(async () => {
    const store = open(folder);
    const manifests = await namedManifests(store);
    const program = programOf(store);
    const common = program ? { program } : {};
    if (namesOnly) return { ...common, manifests, isRead: false };
    const kept = keptOf(folder.path, afresh);
    const read = await readSummaries(store, manifests, kept, signal);
    forgetOthers(kept, new Set(manifests.map(({ digest }) => digest)));
    return { ...common, manifests: read, isRead: true };
  });
}

function open({ path, shown }: NamedPath): LocalStore {
  try {
    return openStore(path, shown);
  } catch (error) {
    throw readFailure(shown, error);
  }
}

function programOf(store: LocalStore): BrowsedStore['program'] {
  if (store instanceof KitOpsStore) return 'KitOps';
  return store instanceof ModctlStore ? 'modctl' : undefined;
}

function keptOf(path: string, afresh: boolean): KnownManifests {
  const kept: KnownManifests = (!afresh && known.get(path)) || new Map();
  // Again, so that the one that was not wanted for the longest time is the first to go.
  known.delete(path);
  known.set(path, kept);
  for (const oldest of [...known.keys()].slice(0, -MAX_KNOWN)) known.delete(oldest);
  return kept;
}

function forgetOthers(kept: KnownManifests, digests: ReadonlySet<string>): void {
  for (const digest of kept.keys()) if (!digests.has(digest)) kept.delete(digest);
}
