import { type Inspection } from '../inspection';
import { inspectionHtml } from './html';
import { inspectionJson } from './json';
import { inspectionMarkdown } from './markdown';

/** Formats of the evidence report. A new one is a file and a line here. */
export const EXPORT_FORMATS = ['html', 'markdown', 'json'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];

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
