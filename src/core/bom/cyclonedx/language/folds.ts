import { foldsOf } from '../../../language/folding';
import { type Span } from '../../../text/position';
import { type CycloneDxDocument } from '../document';

/** Length of a text whose every map and list can be folded. */
const LONG = 500_000;

/** What can be folded: in a long document the parts of the root and their items only. */
export function folds({ parsed }: CycloneDxDocument): Span[] {
  if (parsed.text.length <= LONG || parsed.root?.kind !== 'map') return foldsOf(parsed);
  const spans = parsed.root.entries.flatMap(({ start, value }) =>
    value?.kind === 'list' ? [{ start, end: value.end }, ...value.items] : value ? [{ start, end: value.end }] : [],
  );
  // The closing bracket stays in sight.
  return spans
    .map(({ start, end }) => ({ start, end: start + parsed.text.slice(start, end - 1).trimEnd().length }))
    .filter(({ start, end }) => parsed.lines.positionAt(start).line < parsed.lines.positionAt(end).line);
}
