/**
 * An id that depends on nothing but a text: the same BOM becomes the same document every time. Four runs of FNV-1a
 * (RFC 9923) in the shape of a UUID of version 8, which is free to be made as one likes (RFC 9562 §5.8). It names; it
 * protects nothing.
 */
export function stableId(text: string): string {
  const hex = [0, 1, 2, 3].map((seed) => fnv1a(text, seed).toString(16).padStart(8, '0')).join('');
  const variant = ((parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20),
  ];
  return `urn:uuid:${parts.join('-')}`;
}

/** FNV-1a of 32 bits (RFC 9923) over UTF-16 code units, begun with a seed. */
export function fnv1a(text: string, seed: number): number {
  let hash = (0x811c9dc5 ^ Math.imul(seed, 0x9e3779b1)) >>> 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return hash;
}

/** A name as the last part of an IRI. */
export function fragment(name: string): string {
  // Half a surrogate pair can't be encoded.
  return encodeURIComponent(name.replace(/[\ud800-\udfff]/gu, '\ufffd'))
    .replaceAll('%2F', '/')
    .replaceAll('%40', '@');
}
