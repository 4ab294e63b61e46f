import { type InlayHint } from '../../language/features';
import { inlineCode } from '../../language/markdown';
import { t } from '../../l10n';
import { overlaps, type Span } from '../../text/position';
import { writtenSpan } from '../../text/tree';
import { countedAs } from '../components';
import { type MofComponent, type MofDocument } from '../document';
import { isKnownToMot, isOpen } from '../licenses';
import { typeWarning } from '../openness';
import { licenseOrigin, sourceName } from './meanings';

/** Behind each component that inherits: its licence and where that comes from. Behind a licence that is not open: that. */
export function inlayHints(document: MofDocument, span: Span): InlayHint[] {
  const hints: InlayHint[] = [];
  for (const component of document.components) {
    if (component.name === undefined || component.item.alias || !overlaps(component.item, span)) continue;
    const hint = hintFor(document, component, component.name);
    if (hint && overlaps({ start: hint.offset, end: hint.offset }, span)) hints.push(hint);
  }
  return hints;
}

function hintFor(document: MofDocument, component: MofComponent, name: string): InlayHint | undefined {
  const { id, source } = document.licenseOf(component);
  if (source === 'component') {
    const own = component.license;
    // `unlicensed` says it all.
    if (!own || component.license?.entry.merged || id === undefined || isOpen(id)) return undefined;
    return {
      offset: writtenSpan(own.entry).end,
      label: rejection(id),
      tooltip: t(
        'The Model Openness Tool does not count {0} as open, so {1} counts for no class.',
        inlineCode(id),
        inlineCode(name),
      ),
    };
  }
  const entry = component.nameEntry;
  if (!entry || entry.merged) return undefined;
  const offset = writtenSpan(entry).end;
  if (id === undefined)
    return {
      offset,
      label: t('no licence'),
      tooltip: t(
        '{0} has no licence, and the release has none for it. Without one it counts for no class.',
        inlineCode(name),
      ),
    };
  const target = document.licensePlace(component);
  const origin = `${id} ← ${sourceName(source)}`;
  const open = isOpen(id);
  const sentences = [
    t('{0} has no licence of its own, so it takes {1}, {2}.', inlineCode(name), inlineCode(id), licenseOrigin(source)),
    open
      ? (typeWarning(id, countedAs(name).type) ?? '')
      : t(
          'The Model Openness Tool does not count {0} as open, so {1} counts for no class.',
          inlineCode(id),
          inlineCode(name),
        ),
  ];
  return {
    offset,
    label: open ? origin : `${origin} · ${rejection(id)}`,
    tooltip: sentences.filter(Boolean).join(' '),
    ...(target ? { target: { start: target.start, end: target.end } } : {}),
  };
}

/** Why a licence does not count, in a word or two. */
function rejection(id: string): string {
  return isKnownToMot(id) ? t('not open') : t('unknown licence');
}
