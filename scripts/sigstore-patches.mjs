// Mends @sigstore/core while it is bundled. Never at run time: other extensions share the host's modules.
import { readFile } from 'node:fs/promises';

/** File in @sigstore/core/dist, and what is replaced there. Each text has to stand there exactly as often as it says. */
const PATCHES = [
  {
    // BoringSSL, which Electron has, knows no default digest: it fails for every key but Ed25519. OpenSSL's default is SHA-256.
    file: 'crypto.js',
    times: 1,
    from: 'return crypto_1.default.verify(algorithm, data, key, signature);',
    to: `const given = key && key.asymmetricKeyType ? key : crypto_1.default.createPublicKey(key);
        const digest = algorithm ?? (/^(ec|rsa)$/.test(given.asymmetricKeyType) ? 'sha256' : undefined);
        return crypto_1.default.verify(digest, data, key, signature);`,
  },
  {
    // DER leaves trailing zeros out: fractions of a second have one digit or more (X.690, 11.7.3), not three.
    file: 'asn1/parse.js',
    times: 2,
    from: String.raw`(\.\d{3})?Z$/`,
    to: String.raw`(\.\d{1,9})?Z$/`,
  },
];

/** @throws {Error} when the text is not what the patch was made for */
export function patched(file, text) {
  const { from, to, times } = PATCHES.find((patch) => patch.file === file);
  const found = text.split(from).length - 1;
  if (found !== times)
    throw new Error(
      `@sigstore/core has changed: ${found} of ${times} places to patch in ${file} (scripts/sigstore-patches.mjs)`,
    );
  return text.replaceAll(from, () => to);
}

/** @type {import('esbuild').Plugin} */
export const sigstorePatches = {
  name: 'sigstore-patches',
  setup(build) {
    const seen = new Set();
    let used = false;
    build.onStart(() => {
      seen.clear();
      used = false;
    });
    build.onLoad({ filter: /[\\/]@sigstore[\\/]core[\\/].*\.js$/ }, async ({ path }) => {
      used = true;
      const file = path.replaceAll('\\', '/').split('/@sigstore/core/dist/')[1];
      if (!PATCHES.some((patch) => patch.file === file)) return undefined;
      const contents = patched(file, await readFile(path, 'utf8'));
      seen.add(file);
      return { contents };
    });
    build.onEnd(() => {
      const missed = PATCHES.filter(({ file }) => used && !seen.has(file)).map(({ file }) => file);
      if (!missed.length) return undefined;
      return {
        errors: [
          { text: `@sigstore/core has changed: no ${missed.join(', ')} to patch (scripts/sigstore-patches.mjs)` },
        ],
      };
    });
  },
};
