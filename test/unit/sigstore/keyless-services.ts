import { readSigningConfig, type SigningConfig } from '../../../src/core/signing/sigstore/signing-config';
import { readTrustedRoot, type TrustedRoot } from '../../../src/core/signing/sigstore/trusted-root';

/** Services and trusted root of a client trust configuration. */
export function servicesOf(trustConfig: object): { config: SigningConfig; root: TrustedRoot } {
  const bytes = Buffer.from(JSON.stringify(trustConfig));
  return { config: readSigningConfig(bytes, 'of the bed'), root: readTrustedRoot(bytes, 'of the bed') };
}

/** Plays the browser: goes where it is sent, and shows the page that it ends at. */
export async function browse(url: string): Promise<string> {
  return (await fetch(url)).text();
}
