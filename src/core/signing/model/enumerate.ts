import { t } from '../../l10n';
import { LIMITS } from '../bundle/limits';
import { Exclusions } from '../statement/exclusions';
import { SINGLE_FILE } from '../statement/manifest';
import { whyNotAName } from '../statement/names';
import { ModelError, type HashJob, type Model } from './model';

export interface EnumerationOptions {
  /** Paths that are left out, each with all that is in it. */
  ignored: Iterable<string>;
  /** Names that are looked for even where they are ignored: a file that was signed counts. */
  wanted?: Iterable<string>;
  allowSymlinks: boolean;
  signal?: AbortSignal;
}

/** The files of a model. Names are relative to it, with `/`. */
export interface Enumeration {
  files: HashJob[];
  /** What was left out: files, and `.git/` as a whole. */
  ignored: string[];
  /** Symbolic links that are not allowed. */
  links: string[];
}

/** What is in git's own folder is of no use to anybody here, and there is much of it. */
const NOT_LISTED = '.git';

/**
 * Finds the files of a model: regular files, with hidden and empty ones. Folders for themselves are not signed.
 * @throws {ModelError} for what can't be signed: sockets, names that are none, links where they lead out of the model
 */
export async function enumerate(model: Model, options: EnumerationOptions): Promise<Enumeration> {
  const walk = new Walk(model, options);
  if (model.isFile) {
    const [file] = await model.list('');
    walk.found.files.push({ name: SINGLE_FILE, target: SINGLE_FILE, size: file!.size });
  } else await walk.enter('');
  return walk.found;
}

class Walk {
  readonly found: Enumeration = { files: [], ignored: [], links: [] };
  private readonly ignored: Exclusions;
  private readonly wanted: ReadonlySet<string>;
  /** All folders that wanted files are in. */
  private readonly wantedFolders = new Set<string>();

  constructor(
    private readonly model: Model,
    private readonly options: EnumerationOptions,
  ) {
    this.ignored = new Exclusions(options.ignored);
    this.wanted = new Set(options.wanted ?? []);
    for (const name of this.wanted)
      for (let at = name.indexOf('/'); at !== -1; at = name.indexOf('/', at + 1))
        this.wantedFolders.add(name.slice(0, at));
  }

  async enter(folder: string): Promise<void> {
    this.options.signal?.throwIfAborted();
    for (const { name: last, kind, size } of await this.model.list(folder)) {
      const name = folder ? `${folder}/${last}` : last;
      const isIgnored = this.ignored.covers(name) && !this.wanted.has(name);
      if (kind === 'folder') await this.folder(name, isIgnored);
      else if (isIgnored) this.found.ignored.push(name);
      else if (kind === 'file') this.file({ name, target: name, size });
      else if (kind === 'link') await this.link(name);
      else throw new ModelError(name, t('is neither a file nor a folder'));
    }
  }

  private async folder(name: string, isIgnored: boolean): Promise<void> {
    if (isIgnored && name === NOT_LISTED && !this.wantedFolders.has(name)) this.found.ignored.push(`${name}/`);
    else await this.enter(name);
  }

  private async link(name: string): Promise<void> {
    if (!this.options.allowSymlinks) this.found.links.push(name);
    else this.file({ name, ...(await this.model.resolveLink(name)) });
  }

  private file(job: HashJob): void {
    const reason = whyNotAName(job.name, this.model.windows);
    if (reason) throw new ModelError(job.name, t('has a name that is refused: {0}', reason));
    if (this.found.files.length >= LIMITS.resources)
      throw new ModelError(job.name, t('is one file too many: a model may have {0}', LIMITS.resources));
    this.found.files.push(job);
  }
}
