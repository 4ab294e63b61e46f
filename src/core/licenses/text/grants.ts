/** How the GNU licences are named in the notices that grant them, in words as `wordsOf` gives them. */
const LICENSES: readonly [name: string, id: string][] = [
  ['gnu affero general public license', 'AGPL'],
  ['gnu lesser general public license', 'LGPL'],
  ['gnu library general public license', 'LGPL'],
  ['gnu general public license', 'GPL'],
  ['gnu free documentation license', 'GFDL'],
];
const VERSIONS = /^(?:[\p{L}\p{N} ]{0,160}?)\bversion (\d)(?: (\d))?\b/u;
/** `GPL-3.0` and the like all have a second number. */
const MINOR: Record<string, string> = { 'LGPL 2': '2.1', 'GFDL 1': '1.3' };

/**
 * Which versions of a GNU licence a notice grants: "either version 3 of the License, or any later version". The texts
 * of the licences end with a model of such a notice, which says nothing about the file it is in, so a notice counts only
 * where it stands before the licence's own text, or alone.
 */
export function grantedVersions(words: readonly string[]): string | undefined {
  const text = ` ${words.join(' ')} `;
  const ownText = text.search(
    / everyone is permitted to copy and distribute verbatim copies of this license document /,
  );
  const notice = ownText < 0 ? text : text.slice(0, ownText);
  const start = notice.search(
    / (?:redistribute (?:it|this \p{L}+) and or modify (?:it|this \p{L}+)|permission is granted to copy distribute and or modify this document) under the terms of /u,
  );
  if (start < 0) return undefined;
  const grant = notice.slice(start, start + 600);
  const named = LICENSES.map(([name, id]) => ({ id, at: grant.indexOf(` ${name} `), length: name.length }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at)[0];
  if (!named) return undefined;
  const version = VERSIONS.exec(grant.slice(named.at + named.length + 1));
  if (!version) return undefined;
  const number = version[2] ? `${version[1]}.${version[2]}` : (MINOR[`${named.id} ${version[1]}`] ?? `${version[1]}.0`);
  const later = / (?:any later version|or newer|or later) /.test(grant.slice(named.at, named.at + 400));
  return `${named.id}-${number}-${later ? 'or-later' : 'only'}`;
}
