import {
  CONFIG_NAME,
  EMPTY_CONFIGURATION,
  severities,
  type Configuration,
  type RuleSettings,
  type SeverityOf,
} from '../core/config/configuration';
import { readConfiguration } from '../core/config/document';
import { type LicensePolicy } from '../core/licenses/policy';
import { parseYaml } from '../core/text/yaml';
import { matchesGlob } from '../files/globs';
import { type ServerFiles } from './host';
import { below, contains, parentOf, relativeTo } from './uris';

/** The configuration file that applies to a document, and what it says. */
export interface AppliedConfiguration {
  /** Its URI; undefined where there is none. */
  file: string | undefined;
  /** The document is not to be checked. */
  excluded: boolean;
  severityOf(userRules: RuleSettings): SeverityOf;
  /** What the project allows; undefined where it says nothing about licences. */
  policy: LicensePolicy | undefined;
}

/** Finds the nearest `.modelopenness.yml` upward of a document, up to its workspace folder, and remembers what it read. */
export class Configurations {
  /** What each place for a configuration file holds; undefined where no file is. */
  private readonly known = new Map<string, Promise<Configuration | undefined>>();

  /**
   * @param openText the text of a file that is open in the client, which goes before the one on disk
   * @param folders the workspace folders
   */
  constructor(
    private readonly files: ServerFiles,
    private readonly openText: (uri: string) => string | undefined,
    private readonly folders: () => readonly string[],
  ) {}

  async for(uri: string): Promise<AppliedConfiguration> {
    for (const folder of this.foldersUpward(uri)) {
      const file = below(folder, CONFIG_NAME);
      const configuration = await this.at(file);
      if (!configuration) continue;
      const path = relativeTo(folder, uri);
      return {
        file,
        excluded: configuration.exclude.some((glob) => matchesGlob(glob, path)),
        severityOf: (userRules) => severities(configuration, path, matchesGlob, userRules),
        policy: configuration.licenses,
      };
    }
    return {
      file: undefined,
      excluded: false,
      severityOf: (userRules) => severities(EMPTY_CONFIGURATION, '', matchesGlob, userRules),
      policy: undefined,
    };
  }

  /** Where a configuration file for a document belongs when it has none: its workspace folder, or its own. */
  placeFor(uri: string): string | undefined {
    const folder = this.workspaceFolderOf(uri) ?? parentOf(uri);
    return folder && below(folder, CONFIG_NAME);
  }

  /** The text of a configuration file. */
  async textOf(file: string): Promise<string | undefined> {
    return this.openText(file) ?? (await this.files.read(file));
  }

  /** Forgets what was read of a file, or of all. */
  forget(file?: string): void {
    if (file === undefined) this.known.clear();
    else this.known.delete(file);
  }

  private workspaceFolderOf(uri: string): string | undefined {
    // Of nested folders the outermost: a configuration above the inner one applies to it as well.
    return this.folders()
      .filter((folder) => contains(folder, uri))
      .sort((a, b) => a.length - b.length)[0];
  }

  private *foldersUpward(uri: string): Generator<string> {
    const top = this.workspaceFolderOf(uri);
    for (let folder = parentOf(uri); folder; folder = parentOf(folder)) {
      yield folder;
      if (folder === top) return;
    }
  }

  private at(file: string): Promise<Configuration | undefined> {
    let known = this.known.get(file);
    if (!known) this.known.set(file, (known = this.read(file)));
    return known;
  }

  private async read(file: string): Promise<Configuration | undefined> {
    const text = await this.textOf(file);
    return text === undefined ? undefined : readConfiguration(parseYaml(text));
  }
}

/** Whether a URI names a configuration file. */
export function isConfiguration(uri: string): boolean {
  return uri.endsWith(`/${CONFIG_NAME}`);
}
