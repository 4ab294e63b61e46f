/**
 * What to write instead of a deprecated id, as the notes of the SPDX list say. One entry is the same licence under its
 * new name; of several, only the owner of the work knows which is meant (`GPL-2.0` alone does not tell whether later
 * versions are allowed). Net-SNMP was a stack of nine licences, so nothing takes its place.
 */
const REPLACEMENTS: Record<string, readonly string[]> = {
  ...versions('AGPL-1.0', 'AGPL-3.0', 'GFDL-1.1', 'GFDL-1.2', 'GFDL-1.3'),
  ...versions('GPL-1.0', 'GPL-2.0', 'GPL-3.0', 'LGPL-2.0', 'LGPL-2.1', 'LGPL-3.0'),
  'GPL-1.0+': ['GPL-1.0-or-later'],
  'GPL-2.0+': ['GPL-2.0-or-later'],
  'GPL-3.0+': ['GPL-3.0-or-later'],
  'LGPL-2.0+': ['LGPL-2.0-or-later'],
  'LGPL-2.1+': ['LGPL-2.1-or-later'],
  'LGPL-3.0+': ['LGPL-3.0-or-later'],
  'GPL-2.0-with-autoconf-exception': withException('GPL-2.0', 'Autoconf-exception-2.0'),
  'GPL-2.0-with-bison-exception': withException('GPL-2.0', 'Bison-exception-2.2'),
  'GPL-2.0-with-classpath-exception': withException('GPL-2.0', 'Classpath-exception-2.0'),
  'GPL-2.0-with-font-exception': withException('GPL-2.0', 'Font-exception-2.0'),
  'GPL-2.0-with-GCC-exception': withException('GPL-2.0', 'GCC-exception-2.0'),
  'GPL-3.0-with-autoconf-exception': withException('GPL-3.0', 'Autoconf-exception-3.0'),
  'GPL-3.0-with-GCC-exception': withException('GPL-3.0', 'GCC-exception-3.1'),
  // The FreeBSD project says that the last sentence, which makes it -Views, was never part of the licence of its code.
  'BSD-2-Clause-FreeBSD': ['BSD-2-Clause-Views', 'BSD-2-Clause'],
  'BSD-2-Clause-NetBSD': ['BSD-2-Clause'],
  'BSD-2-clause-first-lines': ['BSD-2-Clause-first-lines'],
  'bzip2-1.0.5': ['bzip2-1.0.6'],
  'eCos-2.0': ['GPL-2.0-or-later WITH eCos-exception-2.0'],
  'Net-SNMP': [],
  Nunit: ['zlib-acknowledgement'],
  'StandardML-NJ': ['SMLNJ'],
  wxWindows: ['LGPL-2.0-or-later WITH WxWindows-exception-3.1'],
  'Nokia-Qt-exception-1.1': ['Qt-LGPL-exception-1.1'],
};

function versions(...ids: string[]): Record<string, readonly string[]> {
  return Object.fromEntries(ids.map((id) => [id, [`${id}-only`, `${id}-or-later`]]));
}

function withException(id: string, exception: string): readonly string[] {
  return [`${id}-only WITH ${exception}`, `${id}-or-later WITH ${exception}`];
}

/** What to write instead of a deprecated id: one safe replacement, or several to choose from; none for other ids. */
export function replacementsOf(id: string): readonly string[] {
  return Object.hasOwn(REPLACEMENTS, id) ? REPLACEMENTS[id]! : [];
}
