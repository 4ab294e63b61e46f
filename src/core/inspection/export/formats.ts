/** Formats of the evidence report. A new one is a file and a line in `index.ts`. */
export const EXPORT_FORMATS = ['html', 'markdown', 'json'] as const;

export type ExportFormat = (typeof EXPORT_FORMATS)[number];
