import { type KnownRelease } from '../core/findings/context';
import { isMofName, isMofText } from '../core/mof/detect';
import { MofDocument } from '../core/mof/document';
import { syntaxOf } from '../core/documents/kind';
import { parseJson } from '../core/text/json';
import { parseYaml } from '../core/text/yaml';
import { type ParsedText } from '../core/text/tree';

/** How much of a file is read to learn the name of its release, in bytes. */
export const SNIFF_BYTES = 64 * 1024;

/** Whether a file can hold a MOF configuration, by its name. */
export function mayHoldRelease(path: string): boolean {
  return /\.(?:ya?ml|json)$/i.test(path);
}

/**
 * The release that a file describes, by its name or else by its text.
 * @param file the file as the host names it
 * @param text its text, or the first {@link SNIFF_BYTES} of it
 */
export function releaseIn(file: string, path: string, text: string): KnownRelease | undefined {
  if (!isMofName(path) && !isMofText(text)) return undefined;
  return releaseOf(file, syntaxOf(path, text) === 'json' ? parseJson(text) : parseYaml(text));
}

/** The release of a text that is known to be a MOF configuration; undefined where it has no name. */
export function releaseOf(file: string, parsed: ParsedText): KnownRelease | undefined {
  const { name, nameEntry } = new MofDocument(parsed);
  const node = nameEntry?.value;
  return name !== undefined && node ? { name, file, range: parsed.lines.range(node) } : undefined;
}
