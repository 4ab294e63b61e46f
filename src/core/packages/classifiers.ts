/**
 * Licences of PyPI's `License ::` classifiers that stand for one licence, or for few (pypi.org/classifiers). `Apache
 * Software License`, `BSD License` and the like name a family: any version fits.
 */
const CLASSIFIERS: readonly (readonly [classifier: string, fits: RegExp])[] = [
  ['MIT License', /^MIT$/],
  ['MIT No Attribution License (MIT-0)', /^MIT-0$/],
  ['Apache Software License', /^Apache-/],
  ['BSD License', /^(?:BSD-|0BSD)/],
  ['ISC License (ISCL)', /^ISC$/],
  ['Mozilla Public License 1.0 (MPL)', /^MPL-1\.0$/],
  ['Mozilla Public License 1.1 (MPL 1.1)', /^MPL-1\.1$/],
  ['Mozilla Public License 2.0 (MPL 2.0)', /^MPL-2\.0/],
  ['GNU General Public License (GPL)', /^GPL-/],
  ['GNU General Public License v2 (GPLv2)', /^GPL-2\.0(?!-or-later|\+)/],
  ['GNU General Public License v2 or later (GPLv2+)', /^GPL-2\.0(?:-or-later|\+)/],
  ['GNU General Public License v3 (GPLv3)', /^GPL-3\.0(?!-or-later|\+)/],
  ['GNU General Public License v3 or later (GPLv3+)', /^GPL-3\.0(?:-or-later|\+)/],
  ['GNU Affero General Public License v3', /^AGPL-3\.0/],
  ['GNU Affero General Public License v3 or later (AGPLv3+)', /^AGPL-3\.0(?:-or-later|\+)/],
  ['GNU Library or Lesser General Public License (LGPL)', /^LGPL-/],
  ['GNU Lesser General Public License v2 (LGPLv2)', /^LGPL-2\.[01](?!-or-later|\+)/],
  ['GNU Lesser General Public License v2 or later (LGPLv2+)', /^LGPL-2\.[01](?:-or-later|\+)/],
  ['GNU Lesser General Public License v3 (LGPLv3)', /^LGPL-3\.0(?!-or-later|\+)/],
  ['GNU Lesser General Public License v3 or later (LGPLv3+)', /^LGPL-3\.0(?:-or-later|\+)/],
  ['Boost Software License 1.0 (BSL-1.0)', /^BSL-1\.0$/],
  ['Eclipse Public License 1.0 (EPL-1.0)', /^EPL-1\.0$/],
  ['Eclipse Public License 2.0 (EPL-2.0)', /^EPL-2\.0$/],
  ['The Unlicense (Unlicense)', /^Unlicense$/],
  ['zlib/libpng License', /^(?:Zlib|zlib-acknowledgement|Libpng)$/],
  ['Python Software Foundation License', /^(?:PSF-|Python-|CNRI-Python)/],
  ['University of Illinois/NCSA Open Source License', /^NCSA$/],
  ['Universal Permissive License (UPL)', /^UPL-/],
  ['Mulan Permissive Software License v2 (MulanPSL-2.0)', /^MulanPSL-2\.0$/],
  ['European Union Public Licence 1.2 (EUPL 1.2)', /^EUPL-1\.2$/],
  ['CC0 1.0 Universal (CC0 1.0) Public Domain Dedication', /^CC0-1\.0$/],
];

/** Whether a classifier can stand for a licence; undefined for classifiers that name no certain licence. */
export function classifierFits(classifier: string, id: string): boolean | undefined {
  const last = classifier.split('::').at(-1)!.trim();
  return CLASSIFIERS.find(([name]) => name === last)?.[1].test(id);
}
