import { type OpenDocument } from '../documents/kind';
import { type FolderContents } from '../folder/contents';
import { type LicensePolicy } from '../licenses/policy';
import { type Range } from '../text/position';

/** A MOF config elsewhere in the workspace. */
export interface KnownRelease {
  /** `release.name` as written. */
  name: string;
  /** The file as the host names it: a path for `mof`, a URI for the editor. */
  file: string;
  /** Where the name is written. */
  range: Range;
}

/** A file beside the one that is linted. */
export interface NeighbourFile {
  name: string;
  file: string;
  text: string;
}

/** What rules may know besides the document itself. Hosts fill it; rules only read. */
export interface LintContext {
  /** The document as the host names it. */
  file: string;
  /** Folders and name of the document, with `/` between them; ends in the file name. */
  path: string;
  /** Today, for rules about dates. */
  today: Date;
  /** Every MOF config of the workspace, this one included. */
  releases: readonly KnownRelease[];
  /** Files in the same folder that a rule may compare with. */
  neighbours: readonly NeighbourFile[];
  /** Names of all files in the folder and below, for kinds that look at them; undefined where the host can't tell. */
  folder?: FolderContents | undefined;
  /** What the project allows; undefined where it says nothing about licences. */
  policy?: LicensePolicy;
}

/** What rules are told: the surroundings, and a way to read neighbours as the documents they are. */
export interface RuleContext extends LintContext {
  /** A neighbour, recognised and read; undefined when it is no document of ours. Read once, however many rules ask. */
  open(neighbour: NeighbourFile): OpenDocument | undefined;
}

/** The file name at the end of a path or URI. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
