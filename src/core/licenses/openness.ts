import { isInMotList } from './catalogue';

/** What a licence is applied to. */
export type ContentType = 'code' | 'data' | 'document';

/**
 * The licences that the Model Openness Tool counts as open: OSI-approved or FSF-libre in its frozen SPDX list of
 * 2024-05-21, plus its own list of open-data licences, plus OpenMDW-1.0 (src/LicenseHandler.php:13-50,161 and
 * licenses.json at 8b5d30e). The verdict rests on these flags alone; newer data serve as hints only.
 */
const OSI_APPROVED =
  '0BSD AAL AFL-1.1 AFL-1.2 AFL-2.0 AFL-2.1 AFL-3.0 AGPL-3.0 AGPL-3.0-only AGPL-3.0-or-later APL-1.0 APSL-1.0 APSL-1.1 APSL-1.2 APSL-2.0 Apache-1.1 Apache-2.0 Artistic-1.0 Artistic-1.0-Perl Artistic-1.0-cl8 Artistic-2.0 BSD-1-Clause BSD-2-Clause BSD-2-Clause-Patent BSD-3-Clause BSD-3-Clause-LBNL BSL-1.0 BlueOak-1.0.0 CAL-1.0 CAL-1.0-Combined-Work-Exception CATOSL-1.1 CDDL-1.0 CECILL-2.1 CERN-OHL-P-2.0 CERN-OHL-S-2.0 CERN-OHL-W-2.0 CNRI-Python CPAL-1.0 CPL-1.0 CUA-OPL-1.0 ECL-1.0 ECL-2.0 EFL-1.0 EFL-2.0 EPL-1.0 EPL-2.0 EUDatagrid EUPL-1.1 EUPL-1.2 Entessa Fair Frameworx-1.0 GPL-2.0 GPL-2.0+ GPL-2.0-only GPL-2.0-or-later GPL-3.0 GPL-3.0+ GPL-3.0-only GPL-3.0-or-later GPL-3.0-with-GCC-exception HPND ICU IPA IPL-1.0 ISC Intel Jam LGPL-2.0 LGPL-2.0+ LGPL-2.0-only LGPL-2.0-or-later LGPL-2.1 LGPL-2.1+ LGPL-2.1-only LGPL-2.1-or-later LGPL-3.0 LGPL-3.0+ LGPL-3.0-only LGPL-3.0-or-later LPL-1.0 LPL-1.02 LPPL-1.3c LiLiQ-P-1.1 LiLiQ-R-1.1 LiLiQ-Rplus-1.1 MIT MIT-0 MIT-Modern-Variant MPL-1.0 MPL-1.1 MPL-2.0 MPL-2.0-no-copyleft-exception MS-PL MS-RL MirOS Motosoto MulanPSL-2.0 Multics NASA-1.3 NCSA NGPL NPOSL-3.0 NTP Naumen Nokia OCLC-2.0 OFL-1.1 OFL-1.1-RFN OFL-1.1-no-RFN OGTSL OLDAP-2.8 OLFL-1.3 OSET-PL-2.1 OSL-1.0 OSL-2.0 OSL-2.1 OSL-3.0 PHP-3.0 PHP-3.01 PostgreSQL Python-2.0 QPL-1.0 RPL-1.1 RPL-1.5 RPSL-1.0 RSCPL SISSL SPL-1.0 SimPL-2.0 Sleepycat UCL-1.0 UPL-1.0 Unicode-3.0 Unicode-DFS-2016 Unlicense VSL-1.0 W3C Watcom-1.0 Xnet ZPL-2.0 ZPL-2.1 Zlib wxWindows';
const FSF_LIBRE =
  'AGPL-1.0 Apache-1.0 BSD-2-Clause-FreeBSD BSD-2-Clause-NetBSD BSD-3-Clause-Clear BSD-4-Clause BitTorrent-1.1 CC-BY-4.0 CC-BY-SA-4.0 CC0-1.0 CECILL-2.0 CECILL-B CECILL-C ClArtistic Condor-1.1 FSFAP FTL GFDL-1.1 GFDL-1.1-only GFDL-1.1-or-later GFDL-1.2 GFDL-1.2-only GFDL-1.2-or-later GFDL-1.3 GFDL-1.3-only GFDL-1.3-or-later IJG Imlib2 LPPL-1.2 LPPL-1.3a NOSL NPL-1.0 NPL-1.1 Nunit ODbL-1.0 OFL-1.0 OLDAP-2.3 OLDAP-2.7 OSL-1.1 OpenSSL Ruby SGI-B-2.0 SMLNJ StandardML-NJ Vim WTFPL X11 XFree86-1.1 YPL-1.1 Zend-2.0 Zimbra-1.3 eCos-2.0 gnuplot iMatix xinetd';
const OPEN_DATA =
  'CC-BY-1.0 CC-BY-2.0 CC-BY-2.5 CC-BY-2.5-AU CC-BY-3.0 CC-BY-3.0-AT CC-BY-3.0-AU CC-BY-3.0-DE CC-BY-3.0-IGO CC-BY-3.0-NL CC-BY-3.0-US CC-BY-SA-1.0 CC-BY-SA-2.0 CC-BY-SA-2.0-UK CC-BY-SA-2.1-JP CC-BY-SA-2.5 CC-BY-SA-3.0 CC-BY-SA-3.0-AT CDLA-Permissive-1.0 CDLA-Permissive-2.0 CDLA-Sharing-1.0 ODC-PDDL-1.0 ODC-By-1.0 OGL-Canada-2.0 OGL-UK-2.0 OGL-UK-3.0';
const OPEN_MODEL = 'OpenMDW-1.0';

/**
 * For which content types the tool holds a licence to be meant (mof-licenses.json at 8b5d30e). It knows this of 29
 * licences only, so most open licences get its warning; some of these are not even open.
 */
const APPROPRIATE: Record<ContentType, ReadonlySet<string>> = {
  code: words(
    '0BSD AFL-1.1 AFL-1.2 AFL-2.0 AFL-2.1 AFL-3.0 Apache-1.0 Apache-1.1 Apache-2.0 ECL-1.0 ECL-2.0 ISC MIT MIT-0 MulanPSL-1.0 MulanPSL-2.0 NCSA UPL-1.0 OpenMDW-1.0',
  ),
  data: words('CDLA-Permissive-1.0 CDLA-Permissive-2.0 C-UDA-1.0 PDDL-1.0 OpenMDW-1.0'),
  document: words('Apache-2.0 CC-BY-4.0 CC-BY-SA-3.0 CC-BY-SA-4.0 CC0-1.0 CC-PDDC FreeBSD-DOC OpenMDW-1.0'),
};

const OSI = words(OSI_APPROVED);
const FSF = words(FSF_LIBRE);
const DATA = words(OPEN_DATA);

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}

/** Why the Model Openness Tool counts a licence as open; undefined when it does not. */
export function openBecause(id: string): 'osi' | 'fsf' | 'open-data' | 'open-model' | undefined {
  if (OSI.has(id)) return 'osi';
  if (FSF.has(id)) return 'fsf';
  if (DATA.has(id)) return 'open-data';
  return id === OPEN_MODEL ? 'open-model' : undefined;
}

/** Whether the Model Openness Tool counts a licence as open. The comparison is exact. */
export function isOpen(id: string): boolean {
  return openBecause(id) !== undefined;
}

/** Whether the tool holds an open licence to be meant for this type of content. */
export function isTypeAppropriate(id: string, type: ContentType): boolean {
  return APPROPRIATE[type].has(id);
}

/** Whether the tool knows a licence at all: its frozen SPDX list, and the ids it adds. */
export function isKnownToMot(id: string): boolean {
  return isInMotList(id) || isOpen(id);
}

/** Every id that counts as open, the best fit for a content type first. */
export function openLicenses(type?: ContentType): string[] {
  const all = [...OSI, ...FSF, ...DATA, OPEN_MODEL];
  if (!type) return all;
  const fit = all.filter((id) => isTypeAppropriate(id, type));
  return [...fit, ...all.filter((id) => !isTypeAppropriate(id, type))];
}

/** Open licences without the tool's warning, most used first: what to suggest for a content type. */
export const SUGGESTED: Record<ContentType, readonly string[]> = {
  code: ['Apache-2.0', 'MIT', 'OpenMDW-1.0'],
  data: ['CDLA-Permissive-2.0', 'OpenMDW-1.0'],
  document: ['CC-BY-4.0', 'CC-BY-SA-4.0', 'OpenMDW-1.0'],
};
