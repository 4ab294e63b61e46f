import { type KnownRelease } from '../../core/findings/context';
import { type LintOptions } from '../../core/findings/lint';
import { type DecodedText } from '../../core/text/decode';
import { slashed } from '../files/paths';
import { type Host } from '../host';
import { type Configurations } from './configurations';
import { type Folders } from './folders';
import { type Neighbours } from './neighbours';

/** A file to check: where it is, how people are shown it, and how its bytes were read. */
export interface LintedFile {
  path: string;
  shown: string;
  decoded: DecodedText;
}

/** What surrounds the files of one run. */
export interface LintSurroundings {
  configurations: Configurations;
  neighbours: Neighbours;
  /** What is in the folders; left out where rules that look at it do not matter. */
  folders?: Folders;
  /** Releases of other files; none where only one file is looked at. */
  releases?: readonly KnownRelease[];
  host: Host;
}

/**
 * What checking a file takes into account: the configuration that holds for it, and the files beside it.
 * @throws {ConfigError} when its configuration can't be read
 */
export function lintOptions({ path, shown, decoded }: LintedFile, surroundings: LintSurroundings): LintOptions {
  const { configurations, neighbours, folders, releases = [], host } = surroundings;
  const policy = configurations.policyOf(path);
  const context = {
    file: shown,
    path: slashed(path),
    today: host.today,
    releases,
    ...(policy ? { policy } : {}),
    // Most rules don't ask.
    get neighbours() {
      return neighbours.of(path);
    },
    get folder() {
      return folders?.of(path);
    },
  };
  return { context, decoded, severityOf: configurations.severityOf(path) };
}
