import { type MofDocument } from '../document';
import { exportBadge } from './badge';
import { exportGaps } from './gaps';
import { exportJson } from './json';

/** Other forms of a MOF configuration. A new form is one file and one line here. */
const EXPORTS = { json: exportJson, badge: exportBadge, gaps: exportGaps };

export type ExportFormat = keyof typeof EXPORTS;

/** A MOF configuration in another form, as text. */
export function exportMof(document: MofDocument, format: ExportFormat): string {
  return EXPORTS[format](document);
}
