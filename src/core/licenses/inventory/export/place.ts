import { type LicenseRow } from '../row';

/** `mof.yml:12:7`; line and column count from 1. */
export function placeOf({ file, range: { start } }: LicenseRow): string {
  return `${file}:${start.line + 1}:${start.character + 1}`;
}
