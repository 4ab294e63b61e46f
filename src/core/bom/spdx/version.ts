/** Versions of SPDX 3 that are told apart. */
export type SpdxVersion = '3.0.0' | '3.0.1' | '3.1';

const CONTEXT = /^https?:\/\/spdx\.org\/rdf\/(?:v)?(3\.\d+(?:\.\d+)?)\//;

/** The address of a version's JSON-LD context. */
export function contextUrl(version: SpdxVersion): string {
  return `https://spdx.org/rdf/${version}/spdx-context.jsonld`;
}

/** The version that the address of a context names: that of a specification, or the nearest to it. */
export function versionOfContext(url: string): SpdxVersion | undefined {
  const named = CONTEXT.exec(url)?.[1];
  if (named === undefined) return undefined;
  if (named === '3.0.0') return '3.0.0';
  return named.startsWith('3.0') ? '3.0.1' : '3.1';
}
