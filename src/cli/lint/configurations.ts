import { existsSync } from 'node:fs';
import path from 'node:path';
import {
  CONFIG_NAME,
  EMPTY_CONFIGURATION,
  severities,
  type Configuration,
  type SeverityOf,
} from '../../core/config/configuration';
import { readConfiguration } from '../../core/config/document';
import { configKind } from '../../core/config/kind';
import { RULES } from '../../core/documents/kinds';
import { type Finding } from '../../core/findings/finding';
import { lint } from '../../core/findings/lint';
import { type LicensePolicy } from '../../core/licenses/policy';
import { printable } from '../../core/report/printable';
import { decodeText } from '../../core/text/decode';
import { matchesGlob } from '../../files/globs';
import { UsageError } from '../exit';
import { FileError } from '../../node/files/errors';
import { shownPath, slashed } from '../files/paths';
import { readFile } from '../../node/files/read';

/** A configuration file that applies to something that is checked. */
export interface LoadedConfiguration {
  /** Absolute path. */
  path: string;
  shown: string;
  text: string;
  configuration: Configuration;
  /** What is wrong with the file itself, at the rules' own weights: no setting in it can hide that. */
  findings: readonly Finding[];
}

/** Finds and reads the configuration of each file, once a folder. */
export class Configurations {
  private readonly byFolder = new Map<string, LoadedConfiguration | undefined>();
  private readonly byFile = new Map<string, LoadedConfiguration>();
  private readonly fixed: LoadedConfiguration | undefined;

  /**
   * @param today the day by which exceptions have expired
   * @param file the one configuration that applies to everything, instead of the nearest to each file
   * @throws {FileError} when it can't be read
   */
  constructor(
    private readonly cwd: string,
    private readonly today: Date,
    file: string | undefined,
  ) {
    this.fixed = file === undefined ? undefined : this.load(path.resolve(cwd, file));
  }

  /** Every configuration that was asked for so far, in order of appearance. */
  get loaded(): readonly LoadedConfiguration[] {
    return [...this.byFile.values()];
  }

  /**
   * Whether the configuration of a file excludes it, or the folder it is in.
   * @throws {FileError} when the configuration can't be read
   */
  excludes(file: string): boolean {
    const found = this.of(file);
    if (!found) return false;
    const below = relativePath(found, file);
    return found.configuration.exclude.some((glob) => matchesGlob(glob, below));
  }

  /**
   * The weights of rules for a file.
   * @throws {FileError} when the configuration can't be read
   */
  severityOf(file: string): SeverityOf {
    const found = this.of(file);
    return found
      ? severities(found.configuration, relativePath(found, file), matchesGlob)
      : severities(EMPTY_CONFIGURATION, '', matchesGlob);
  }

  /**
   * What the project of a file allows; undefined where it says nothing about licences.
   * @throws {FileError} when the configuration can't be read
   */
  policyOf(file: string): LicensePolicy | undefined {
    return this.of(file)?.configuration.licenses;
  }

  private of(file: string): LoadedConfiguration | undefined {
    return this.fixed ?? this.nearest(path.dirname(file));
  }

  /** The nearest configuration upward, up to the root of the repository. */
  private nearest(folder: string): LoadedConfiguration | undefined {
    if (this.byFolder.has(folder)) return this.byFolder.get(folder);
    const file = path.join(folder, CONFIG_NAME);
    const parent = path.dirname(folder);
    const isTop = parent === folder || existsSync(path.join(folder, '.git'));
    const found = existsSync(file) ? this.load(file) : isTop ? undefined : this.nearest(parent);
    this.byFolder.set(folder, found);
    return found;
  }

  private load(file: string): LoadedConfiguration {
    let known = this.byFile.get(file);
    if (!known) this.byFile.set(file, (known = read(file, shownPath(file, this.cwd), this.today)));
    return known;
  }
}

function relativePath(configuration: LoadedConfiguration, file: string): string {
  return slashed(path.relative(path.dirname(configuration.path), file));
}

function read(file: string, shown: string, today: Date): LoadedConfiguration {
  const decoded = decodeText(readFile(file, shown)!.bytes);
  const document = configKind(() => RULES).open(slashed(file), decoded.text);
  const context = { file: shown, path: slashed(file), today, releases: [], neighbours: [] };
  const findings = lint(document, { context, decoded, severityOf: () => undefined });
  return { path: file, shown, text: decoded.text, configuration: readConfiguration(document.parsed), findings };
}

/** A configuration that can't be read is a matter of usage: nothing can be checked by it. */
export function orUsageError<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof FileError) throw new UsageError(`configuration ${printable(error.file)} ${error.message}`);
    throw error;
  }
}
