import { type Span } from '../../../text/position';
import { type TextEdit } from '../../../text/edit';
import { type ParsedText } from '../../../text/tree';

/** Removes the line that something stands on. */
export function lineRemoval({ lines }: ParsedText, { start }: Span): TextEdit[] {
  const { line } = lines.positionAt(start);
  return [{ start: lines.lineSpan(line).start, end: lines.nextLine(line), newText: '' }];
}
