import { type Hover, type Surroundings } from '../../../language/features';
import { t } from '../../../l10n';
import { locate } from '../../../text/locate';
import { touches } from '../../../text/position';
import { asScalar, writtenSpan } from '../../../text/tree';
import { describeFiles } from '../../language/complete-paths';
import { type KitfileDocument } from '../document';
import { kitMeaning, kitPlaceAt } from '../fields';
import { isModelKitReference } from '../path-type';

/** Where the format is described. */
export const KITFILE_PAGE = 'https://kitops.org/docs/kitfile/format/';

/** What a key means, and which files a path stands for. */
export function hoverKitfile(
  document: KitfileDocument,
  offset: number,
  { folder }: Surroundings = {},
): Hover | undefined {
  const found = locate(document.parsed.root, offset);
  if (!found || !('key' in found.holder)) return undefined;
  const place = kitPlaceAt(found.path);
  const parent = kitPlaceAt(found.path.slice(0, -1));
  const span = found.onKey ? found.holder.key : writtenSpan(found.holder);
  if (!touches(span, offset) || parent?.kind !== 'map') return undefined;
  const at = { start: span.start, end: span.end };
  if (found.onKey) {
    const key = String(found.path.at(-1));
    const field = place?.kind === 'value' ? place.field : undefined;
    if (!place) return undefined;
    const required = field?.required ? ` · ${t('required')}` : '';
    const page = `[${t('Format of the Kitfile')}](${KITFILE_PAGE})`;
    return { contents: `**${key}**${required}\n\n${kitMeaning(parent.area, key)}\n\n${page}`, span: at };
  }
  const node = asScalar(found.holder.value);
  if (place?.kind !== 'value' || place.field.type !== 'path' || !node || document.isNull(node)) return undefined;
  if (place.area === 'model' && isModelKitReference(node.text))
    return { contents: t('The ModelKit that this one builds on.'), span: at };
  return folder?.sees(node.text) ? { contents: describeFiles(folder.below(node.text)), span: at } : undefined;
}
