import { allLicenses, licenseIgnoringCase } from './catalogue';

/**
 * Spellings that have one meaning only, in lower case with single blanks. Family names without a version ("BSD",
 * "GPL"), community licences and sentences are left out on purpose: a wrong licence is worse than an unknown one.
 */
const ALIASES: Record<string, string> = {
  'apache 2': 'Apache-2.0',
  'apache 2.0': 'Apache-2.0',
  'apache-2': 'Apache-2.0',
  apache2: 'Apache-2.0',
  'apache2.0': 'Apache-2.0',
  'apache license 2.0': 'Apache-2.0',
  'apache license, version 2.0': 'Apache-2.0',
  'apache license version 2.0': 'Apache-2.0',
  'apache license v2.0': 'Apache-2.0',
  'apache 2.0 license': 'Apache-2.0',
  'apache-2.0 license': 'Apache-2.0',
  'mit license': 'MIT',
  'the mit license': 'MIT',
  'mit licence': 'MIT',
  'bsd-3': 'BSD-3-Clause',
  'bsd 3': 'BSD-3-Clause',
  'bsd 3-clause': 'BSD-3-Clause',
  'bsd-3 clause': 'BSD-3-Clause',
  'bsd 3 clause': 'BSD-3-Clause',
  '3-clause bsd': 'BSD-3-Clause',
  'bsd-2': 'BSD-2-Clause',
  'bsd 2-clause': 'BSD-2-Clause',
  'bsd 2 clause': 'BSD-2-Clause',
  '2-clause bsd': 'BSD-2-Clause',
  'isc license': 'ISC',
  'mpl 2.0': 'MPL-2.0',
  'mozilla public license 2.0': 'MPL-2.0',
  'cc by 4.0': 'CC-BY-4.0',
  'cc-by 4.0': 'CC-BY-4.0',
  'cc by-sa 4.0': 'CC-BY-SA-4.0',
  'cc-by-sa 4.0': 'CC-BY-SA-4.0',
  'cc by sa 4.0': 'CC-BY-SA-4.0',
  'cc by-nc 4.0': 'CC-BY-NC-4.0',
  'cc-by-nc 4.0': 'CC-BY-NC-4.0',
  'cc by-nc-sa 4.0': 'CC-BY-NC-SA-4.0',
  'cc by-nc-nd 4.0': 'CC-BY-NC-ND-4.0',
  'creative commons attribution 4.0': 'CC-BY-4.0',
  'creative commons attribution non commercial 4.0': 'CC-BY-NC-4.0',
  cc0: 'CC0-1.0',
  'cc0 1.0': 'CC0-1.0',
  'cdla permissive 2.0': 'CDLA-Permissive-2.0',
  'cdla-permissive 2.0': 'CDLA-Permissive-2.0',
  'cdla permissive 1.0': 'CDLA-Permissive-1.0',
  'openmdw 1.0': 'OpenMDW-1.0',
  'gpl-3.0 only': 'GPL-3.0-only',
  // Hugging Face licence tags that differ from an SPDX id by more than case (hub-docs, repository licences).
  'c-uda': 'C-UDA-1.0',
  'odc-by': 'ODC-By-1.0',
  odbl: 'ODbL-1.0',
  pddl: 'PDDL-1.0',
  'lgpl-lr': 'LGPLLR',
};

/** The id for a text that is an alias, or an id in another case; each list of aliases goes before the next. */
export function spelled(written: string, ...first: Readonly<Record<string, string>>[]): string | undefined {
  const plain = withoutBlanks(written);
  const lower = plain.toLowerCase();
  for (const aliases of [...first, ALIASES]) if (Object.hasOwn(aliases, lower)) return aliases[lower];
  return licenseIgnoringCase(plain)?.id;
}

/**
 * The id on today's SPDX list that a text can only have meant: the same but for case and blanks, the licence's full
 * name, or an alias from a closed list. Undefined when that would be a guess, and when the text is that id already.
 */
export function safeSpelling(written: string): string | undefined {
  const id = spelled(written) ?? idByName(withoutBlanks(written));
  return id !== undefined && id !== written && licenseIgnoringCase(id)?.id === id ? id : undefined;
}

function withoutBlanks(written: string): string {
  return written.trim().replace(/\s+/g, ' ').replace(/\.$/, '');
}

let byName: Map<string, string | undefined> | undefined;

/** The licence with this full name, where only one has it. Deprecated ids share their names with those in their place. */
function idByName(name: string): string | undefined {
  if (!byName) {
    byName = new Map();
    for (const license of allLicenses()) {
      if (license.deprecated || !license.listed) continue;
      const lower = license.name.toLowerCase();
      byName.set(lower, byName.has(lower) ? undefined : license.id);
    }
  }
  return byName.get(name.toLowerCase());
}
