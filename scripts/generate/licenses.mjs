// The table of the SPDX licence list: today's, and the one that the Model Openness Tool froze.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);

/**
 * Licences that the Free Software Foundation calls free, by the flag `isFsfLibre` of the SPDX list of 2024-05-21 (no npm
 * package has the flag). The -only and -or-later forms of a version share its flag.
 */
const FSF_LIBRE = `
AFL-1.1 AFL-1.2 AFL-2.0 AFL-2.1 AFL-3.0 AGPL-1.0 AGPL-3.0 AGPL-3.0-only AGPL-3.0-or-later APSL-2.0 Apache-1.0 Apache-1.1
Apache-2.0 Artistic-2.0 BSD-2-Clause BSD-2-Clause-FreeBSD BSD-2-Clause-NetBSD BSD-3-Clause BSD-3-Clause-Clear
BSD-4-Clause BSL-1.0 BitTorrent-1.1 CC-BY-4.0 CC-BY-SA-4.0 CC0-1.0 CDDL-1.0 CECILL-2.0 CECILL-B CECILL-C CPAL-1.0
CPL-1.0 ClArtistic Condor-1.1 ECL-2.0 EFL-2.0 EPL-1.0 EPL-2.0 EUDatagrid EUPL-1.1 EUPL-1.2 FSFAP FTL GFDL-1.1
GFDL-1.1-only GFDL-1.1-or-later GFDL-1.2 GFDL-1.2-only GFDL-1.2-or-later GFDL-1.3 GFDL-1.3-only GFDL-1.3-or-later
GPL-2.0 GPL-2.0+ GPL-2.0-only GPL-2.0-or-later GPL-3.0 GPL-3.0+ GPL-3.0-only GPL-3.0-or-later HPND IJG IPA IPL-1.0 ISC
Imlib2 Intel LGPL-2.1 LGPL-2.1+ LGPL-2.1-only LGPL-2.1-or-later LGPL-3.0 LGPL-3.0+ LGPL-3.0-only LGPL-3.0-or-later
LPL-1.02 LPPL-1.2 LPPL-1.3a MIT MPL-1.1 MPL-2.0 MS-PL MS-RL NCSA NOSL NPL-1.0 NPL-1.1 Nokia Nunit ODbL-1.0 OFL-1.0
OFL-1.1 OLDAP-2.3 OLDAP-2.7 OSL-1.0 OSL-1.1 OSL-2.0 OSL-2.1 OSL-3.0 OpenSSL PHP-3.01 Python-2.0 QPL-1.0 RPSL-1.0 Ruby
SGI-B-2.0 SISSL SMLNJ SPL-1.0 Sleepycat StandardML-NJ UPL-1.0 Unlicense Vim W3C WTFPL X11 XFree86-1.1 YPL-1.1 ZPL-2.0
ZPL-2.1 Zend-2.0 Zimbra-1.3 Zlib eCos-2.0 gnuplot iMatix xinetd`
  .trim()
  .split(/\s+/);

/** Ids with a `+` that once were ids of their own. */
const PLUS_IDS = ['GPL-1.0+', 'GPL-2.0+', 'GPL-3.0+', 'LGPL-2.0+', 'LGPL-2.1+', 'LGPL-3.0+'];
/** The one exception that the list marks as deprecated. */
const DEPRECATED_EXCEPTIONS = ['Nokia-Qt-exception-1.1'];

/**
 * The fresh list of ids is that of spdx-license-ids. Names come from the enumeration that CycloneDX makes of the same
 * list, which also has the exceptions; spdx-license-list adds the flag of the OSI.
 */
export function spdxTable() {
  const { enum: enumerated, 'meta:enum': names, $comment: version } = enumeration();
  const current = require('spdx-license-ids');
  const deprecated = new Set([...require('spdx-license-ids/deprecated'), ...DEPRECATED_EXCEPTIONS]);
  const details = require('spdx-license-list');
  const fsf = new Set(FSF_LIBRE);
  const frozen = frozenIds();
  const today = new Set([...current, ...require('spdx-license-ids/deprecated')]);
  const ids = [...new Set([...today, ...frozen])].sort((a, b) => (a < b ? -1 : 1));
  const licenses = ids.map((id) => {
    const old = deprecated.has(id) || id.endsWith('+');
    const flags = [
      details[id]?.osiApproved && 'o',
      fsf.has(id) && 'f',
      old && 'd',
      frozen.has(id) && 'm',
      !today.has(id) && 'x',
    ];
    return `${id}\t${flags.filter(Boolean).join('')}\t${names[id] ?? details[id]?.name ?? id}`;
  });
  const exceptions = enumerated
    .filter((id) => !today.has(id) && !PLUS_IDS.includes(id))
    .map((id) => `${id}\t${deprecated.has(id) ? 'd' : ''}\t${names[id]}`);
  return `// Made by scripts/generate.mjs from spdx-license-ids, spdx-license-list and CycloneDX's enumeration. Do not edit.
/** Version of the SPDX licence list. */
export const SPDX_LIST_VERSION = '${/[\d.]+$/.exec(version)[0]}';

/** Rows of: id, flags (o OSI-approved, f FSF-libre, d deprecated, m in the list of 2024-05-21, x only there), name. */
export const SPDX_LICENSES = \`${rows(licenses)}\`;

/** Rows of: id, flags (d deprecated), name. */
export const SPDX_EXCEPTIONS = \`${rows(exceptions)}\`;
`;
}

/** The package does not export its schemas, so the file is read by its path. */
function enumeration() {
  const folder = path.dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json'));
  return JSON.parse(readFileSync(path.join(folder, 'res/schema/spdx.SNAPSHOT.schema.json'), 'utf8'));
}

/** The list of 2024-05-21 as the npm package of that month has it, but for one spelling and six `+` ids. */
function frozenIds() {
  const frozen = new Set([...require('spdx-license-ids-2024'), ...require('spdx-license-ids-2024/deprecated')]);
  frozen.delete('BSD-2-Clause-first-lines');
  for (const id of ['BSD-2-clause-first-lines', ...PLUS_IDS]) frozen.add(id);
  return frozen;
}

function rows(list) {
  return list.join('\n').replaceAll('`', "'").replaceAll('\\', '\\\\');
}
