import { licenseIgnoringCase } from '../licenses/catalogue';
import { isKnownToMot } from './licenses';

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
  gplv3: 'GPL-3.0',
  'gpl v3': 'GPL-3.0',
  gplv2: 'GPL-2.0',
  agplv3: 'AGPL-3.0',
  lgplv3: 'LGPL-3.0',
  // Hugging Face licence tags that differ from an SPDX id by more than case (hub-docs, repository licences).
  'c-uda': 'C-UDA-1.0',
  'odc-by': 'ODC-By-1.0',
  odbl: 'ODbL-1.0',
  pddl: 'ODC-PDDL-1.0',
};

/**
 * The id that the Model Openness Tool knows and that a text can only have meant: the same but for case and blanks, or
 * an alias from a closed list. Undefined when that would be a guess.
 */
export function safeSpelling(written: string): string | undefined {
  const plain = written.trim().replace(/\s+/g, ' ').replace(/\.$/, '');
  const id = ALIASES[plain.toLowerCase()] ?? licenseIgnoringCase(plain)?.id;
  return id !== undefined && id !== written && isKnownToMot(id) ? id : undefined;
}
