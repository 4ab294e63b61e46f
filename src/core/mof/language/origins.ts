import { type OriginAt } from '../../generate/hover';
import { originsIn, plain, withoutDescription } from '../../generate/mof-origins';
import { type NewMap } from '../../text/editor';
import { locate } from '../../text/locate';
import { touches } from '../../text/position';
import { entryOf, writtenSpan } from '../../text/tree';
import { type MofDocument } from '../document';

/** Where the value at an offset came from, by the comments at the end of the file. */
export function originAt(document: MofDocument, offset: number): OriginAt | undefined {
  const found = locate(document.parsed.root, offset);
  const [root, key, index] = found?.path ?? [];
  if (!found || root !== 'release' || key === undefined) return undefined;
  const { start, end } = found.onKey && 'key' in found.holder ? found.holder.key : writtenSpan(found.holder);
  if (!touches({ start, end }, offset)) return undefined;
  const component = key === 'components' && typeof index === 'number' ? document.components[index] : undefined;
  const origin = originsIn(document.parsed.text).get(component ? `components/${component.name}` : String(key));
  const value = component ? component.map : entryOf(document.release, String(key))?.value;
  if (!origin || !value) return undefined;
  const written = plain(value);
  return { span: { start, end }, origin, value: component ? withoutDescription(written as NewMap) : written };
}
