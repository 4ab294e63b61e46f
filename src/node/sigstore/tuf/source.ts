import { PUBLIC_GOOD } from '../../../core/signing/sigstore/generated/public-good';

/** A TUF repository (theupdateframework.github.io/specification): where it is, and whose signatures it has to have. */
export interface TufSource {
  /** URL of the metadata; targets are in `targets` below it. */
  mirror: string;
  /** Text of the `root.json` that is trusted from the beginning. Each newer one is signed by the one before it. */
  root: string;
}

/** The repository of Sigstore's public instance. */
export const PUBLIC_SOURCE: TufSource = { mirror: 'https://tuf-repo-cdn.sigstore.dev', root: PUBLIC_GOOD.tufRoot };

/** What is read from a repository: whom to trust, and the services that sign. */
export const TARGETS = { trustedRoot: 'trusted_root.json', signingConfig: 'signing_config.v0.2.json' } as const;
