import { describe, expect, it } from 'vitest';
import {
  additionById,
  additionIgnoringCase,
  allAdditions,
  allLicenses,
  LIST_VERSION,
  licenseById,
  licenseIgnoringCase,
} from '../../../src/core/licenses/catalogue';
import { replacementsOf } from '../../../src/core/licenses/deprecated';
import { additionsIn, licensesIn, parseExpression } from '../../../src/core/licenses/expression';
import { safeSpelling } from '../../../src/core/licenses/spelling';

describe('the list', () => {
  it('is the one of version 3.29.0, with names', () => {
    expect(LIST_VERSION).toBe('3.29.0');
    expect([...allLicenses()].filter(({ listed }) => listed)).toHaveLength(734);
    expect([...allAdditions()]).toHaveLength(86);
    for (const { id, name } of [...allLicenses(), ...allAdditions()]) expect(name, id).not.toBe('');
    expect(licenseById('Bugroff')?.name).toBe('Bugroff License');
  });

  it('knows what OSI and FSF say', () => {
    expect(licenseById('Apache-2.0')).toMatchObject({ osiApproved: true, fsfLibre: true });
    expect(licenseById('CC0-1.0')).toMatchObject({ osiApproved: false, fsfLibre: true });
    expect(licenseById('CC-BY-NC-4.0')).toMatchObject({ osiApproved: false, fsfLibre: false });
  });

  it('matches ids without regard to case, and exactly where asked', () => {
    expect(licenseIgnoringCase('apache-2.0')?.id).toBe('Apache-2.0');
    expect(licenseById('apache-2.0')).toBeUndefined();
    expect(additionIgnoringCase('llvm-EXCEPTION')?.id).toBe('LLVM-exception');
    expect(additionById('Classpath-exception-2.0')?.url).toBe('https://spdx.org/licenses/Classpath-exception-2.0.html');
  });

  it.each(['__proto__', 'constructor', 'toString', '', '\ud800'])('is not fooled by %j', (id) => {
    expect(licenseById(id)).toBeUndefined();
    expect(licenseIgnoringCase(id)).toBeUndefined();
    expect(additionIgnoringCase(id)).toBeUndefined();
    expect(replacementsOf(id)).toEqual([]);
    expect(safeSpelling(id)).toBeUndefined();
  });
});

describe('deprecated ids', () => {
  const deprecated = [...allLicenses(), ...allAdditions()].filter((license) => license.deprecated);

  it('each has a replacement but Net-SNMP, and each replacement is on the list and not deprecated', () => {
    expect(deprecated.length).toBeGreaterThanOrEqual(33);
    for (const { id } of deprecated) {
      const replacements = replacementsOf(id);
      expect(replacements.length > 0, id).toBe(id !== 'Net-SNMP');
      for (const replacement of replacements) {
        const expression = parseExpression(replacement);
        expect(expression.problems).toEqual([]);
        if (additionById(id)) expect(additionById(replacement)?.deprecated, replacement).toBe(false);
        else for (const license of licensesIn(expression)) expect(licenseById(license.id)?.deprecated, id).toBe(false);
        for (const addition of additionsIn(expression)) expect(additionById(addition.id)?.deprecated, id).toBe(false);
      }
    }
  });

  it.each([
    ['GPL-2.0', ['GPL-2.0-only', 'GPL-2.0-or-later']],
    ['GPL-2.0+', ['GPL-2.0-or-later']],
    ['BSD-2-Clause-NetBSD', ['BSD-2-Clause']],
    ['Nunit', ['zlib-acknowledgement']],
    ['MIT', []],
  ])('%s', (id, expected) => expect(replacementsOf(id)).toEqual(expected));
});

describe('safe spellings', () => {
  it.each([
    ['apache-2.0', 'Apache-2.0'],
    ['Apache License, Version 2.0', 'Apache-2.0'],
    [' mit ', 'MIT'],
    ['MIT License', 'MIT'],
    ['Mozilla Public License 2.0', 'MPL-2.0'],
    ['pddl', 'PDDL-1.0'],
    ['odbl', 'ODbL-1.0'],
    ['Boost Software License 1.0', 'BSL-1.0'],
    ['GNU General Public License v3.0 only', 'GPL-3.0-only'],
  ])('%s means %s', (written, id) => expect(safeSpelling(written)).toBe(id));

  it.each(['MIT', 'BSD', 'GPL', 'gplv3', 'Apache', 'llama3', 'CC', 'MIT OR Apache-2.0', 'Creative Commons', 'custom'])(
    '%s is left alone',
    (written) => expect(safeSpelling(written)).toBeUndefined(),
  );
});
