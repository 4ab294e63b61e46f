import { foldsOf } from '../../../language/folding';
import { type Span } from '../../../text/position';
import { type SpdxDocument } from '../document';

/** Elements up to which their insides can be folded too. */
const FEW = 1000;
/** As many as VS Code folds in one document unless told otherwise (`editor.foldingMaximumRegions`). */
const MOST = 5000;

/** What can be folded: in a long document the elements only, and not all of a very long one. */
export function folds(document: SpdxDocument): Span[] {
  if (document.size <= FEW) return foldsOf(document.parsed);
  return Array.from({ length: Math.min(document.size, MOST) }, (_, element) => {
    const { start, end } = document.span(element);
    // The closing brace stays in sight.
    return { start, end: start + document.parsed.text.slice(start, end - 1).trimEnd().length };
  });
}
