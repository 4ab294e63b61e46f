import { type Extension } from '../extension';

export function refreshLicenses({ licenses }: Extension): void {
  licenses.refresh();
}
