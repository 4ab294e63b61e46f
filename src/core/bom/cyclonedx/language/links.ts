import { type DocumentLink } from '../../../language/features';
import { type CycloneDxDocument } from '../document';

/** A whole text that is an address, without escapes; and a package of Hugging Face. */
const ADDRESS = /"(https?:\/\/[^"\\\s]+)"/g;
const HUGGING_FACE = /"(pkg:huggingface\/([^"\\\s@?#]+)[^"\\\s]*)"/g;
/** Links of one document. */
const MOST = 5000;

/** Web addresses, and models by their package URL (purl-spec, type `huggingface`). */
export function links({ parsed: { text } }: CycloneDxDocument): DocumentLink[] {
  const found: DocumentLink[] = [];
  const add = (matches: Iterable<RegExpMatchArray>, url: (match: RegExpMatchArray) => string): void => {
    for (const match of matches) {
      if (found.length === MOST) return;
      const start = match.index! + 1;
      const address = url(match);
      if (URL.canParse(address)) found.push({ span: { start, end: start + match[1]!.length }, url: address });
    }
  };
  add(text.matchAll(ADDRESS), (match) => match[1]!);
  add(text.matchAll(HUGGING_FACE), (match) => `https://huggingface.co/${match[2]!}`);
  return found;
}
