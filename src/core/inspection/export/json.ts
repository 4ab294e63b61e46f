import { escapeActing } from '../../report/escape-json';
import { type Inspection } from '../inspection';

/**
 * An inspection as JSON, by `inspection.schema.json`: everything, with the texts that it was made from. Characters that turn the
 * direction of writing or control a terminal are written as escapes, which changes no value.
 */
export function inspectionJson(inspection: Inspection): string {
  return `${escapeActing(JSON.stringify(inspection, null, 2))}\n`;
}
