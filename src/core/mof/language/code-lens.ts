import { type CodeLens } from '../../language/features';
import { type MofDocument } from '../document';
import { summarize } from '../summary';

/** The class of the release and what the next one lacks, above `release:`. */
export function codeLenses(document: MofDocument): CodeLens[] {
  const entry = document.releaseEntry;
  if (!entry) return [];
  const { start, end } = entry.key;
  return [{ span: { start, end }, title: summarize(document.classification), command: 'showOpenness' }];
}
