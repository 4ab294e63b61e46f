import { severities, type Configuration } from '../src/core/config/configuration';
import { openDocument } from '../src/core/documents/kinds';
import { type KnownRelease, type NeighbourFile } from '../src/core/findings/context';
import { type FolderContents } from '../src/core/folder/contents';
import { type Finding } from '../src/core/findings/finding';
import { lint } from '../src/core/findings/lint';
import { decodeText } from '../src/core/text/decode';

/** What a test may say about the surroundings of a document. */
export interface LintSetup {
  path?: string;
  today?: Date;
  releases?: KnownRelease[];
  neighbours?: NeighbourFile[];
  /** What lies around the document. */
  folder?: FolderContents | undefined;
  configuration?: Configuration;
}

/** The day that rules about dates take for today. */
export const TODAY = new Date('2026-11-22T12:00:00Z');

/** Lints a text as the hosts do, with nothing configured and nothing around it unless said. */
export function lintText(text: string | Uint8Array, setup: LintSetup = {}): Finding[] {
  const path = setup.path ?? '/models-of-mine/mof.yml';
  const decoded = typeof text === 'string' ? undefined : decodeText(text);
  const document = openDocument(path, decoded?.text ?? (text as string));
  if (!document) throw new Error(`${path} is no document of ours`);
  return lint(document, {
    ...(decoded ? { decoded } : {}),
    context: {
      file: path,
      path,
      today: setup.today ?? TODAY,
      releases: setup.releases ?? [],
      neighbours: setup.neighbours ?? [],
      folder: setup.folder,
      ...(setup.configuration?.licenses ? { policy: setup.configuration.licenses } : {}),
    },
    severityOf: setup.configuration ? severities(setup.configuration, path.slice(1), () => true) : () => undefined,
  });
}

/** Rule and message of a finding: what stays the same when an edit moves it. */
export function identity(finding: Finding): string {
  return `${finding.rule}: ${finding.message}`;
}

/** How many findings are the same by rule and message. */
export function countOf(findings: readonly Finding[], same: string): number {
  return findings.filter((finding) => identity(finding) === same).length;
}
