import { type Extension } from '../extension';

export function groupLicensesByFile({ licenses }: Extension): void {
  licenses.groupBy('file');
}

export function groupLicensesByLicense({ licenses }: Extension): void {
  licenses.groupBy('license');
}
