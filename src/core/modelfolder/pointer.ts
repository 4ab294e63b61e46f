/** Longest pointer there is: version, SHA-256 and size (git-lfs, docs/spec.md), in bytes. */
export const POINTER_BYTES = 145;

const POINTER = /^version https:\/\/git-lfs\.github\.com\/spec\/v1\noid sha256:([0-9a-f]{64})\nsize (\d{1,15})\n?$/;

/** What a pointer of Git LFS stands for; undefined for every other file. */
export function pointerOf(bytes: Uint8Array): { sha256: string; size: number } | undefined {
  const [, sha256, size] = POINTER.exec(new TextDecoder('latin1').decode(bytes)) ?? [];
  return sha256 === undefined ? undefined : { sha256, size: Number(size) };
}
