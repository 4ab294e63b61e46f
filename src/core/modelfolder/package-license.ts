import { type Draft } from './draft';
import { type FactSource } from './inventory';
import { licenseStatement } from './licenses';

/** The licence of a package is that of its code. That it is meant for the model in it as well can only be guessed. */
export function addPackageLicense(written: string, source: FactSource, draft: Draft): void {
  draft.add('licenses', licenseStatement(written, { scope: 'code' }), source);
  draft.add('licenses', licenseStatement(written, { scope: 'model' }), source, 'guessed');
}
