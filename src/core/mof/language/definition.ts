import { type Definition } from '../../language/features';
import { locate } from '../../text/locate';
import { touches, type Span } from '../../text/position';
import { asScalar, writtenSpan } from '../../text/tree';
import { type MofDocument } from '../document';

/** From a component to the licence that counts for it, and from an alias to what it names. */
export function define(document: MofDocument, offset: number): Definition | undefined {
  const found = locate(document.parsed.root, offset);
  if (!found) return undefined;
  const { holder, path } = found;
  if (holder.alias && touches(holder.alias, offset) && holder.value)
    return { origin: plain(holder.alias), target: trimmed(document, holder.value) };
  if (path.length !== 4 || path[0] !== 'release' || path[1] !== 'components') return undefined;
  const component = document.components[path[2] as number];
  if (!component || !['name', 'license'].includes(String(path[3])) || !asScalar(holder.value)) return undefined;
  const target = document.licensePlace(component);
  const origin = writtenSpan(holder);
  // A licence of the component's own leads nowhere else.
  if (!target || target.start === origin.start) return undefined;
  return { origin: plain(origin), target: trimmed(document, target) };
}

function plain({ start, end }: Span): Span {
  return { start, end };
}

/** A map of block style ends behind its last line break. */
function trimmed({ parsed }: MofDocument, { start, end }: Span): Span {
  return { start, end: start + parsed.text.slice(start, end).trimEnd().length };
}
