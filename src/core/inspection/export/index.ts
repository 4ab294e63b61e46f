import { type Inspection } from '../inspection';
import { type ExportFormat } from './formats';
import { inspectionHtml } from './html';
import { inspectionJson } from './json';
import { inspectionMarkdown } from './markdown';

export { EXPORT_FORMATS, type ExportFormat } from './formats';

/** The evidence report of an inspection. Made of what was found, without a network. */
export function exportInspection(inspection: Inspection, format: ExportFormat): string {
  switch (format) {
    case 'html':
      return inspectionHtml(inspection);
    case 'markdown':
      return inspectionMarkdown(inspection);
    case 'json':
      return inspectionJson(inspection);
  }
}
