import { describe, expect, it } from 'vitest';
import { recognise } from '../../../src/core/licenses/text/recognise';
import { licenseText } from './texts';

const MIT = licenseText('MIT');
const APACHE = licenseText('Apache-2.0');
const GPL = licenseText('GPL-3.0-only');
const NOTICE = `This program is free software: you can redistribute it and/or modify it under the terms of the GNU General
Public License as published by the Free Software Foundation, either version 3 of the License, or (at your option) any
later version.`;

describe('licence texts', () => {
  it('are known whatever their layout, comment signs and names', () => {
    const named = MIT.replace('<year> <copyright holders>', '2024 Ann Other <ann@example.com>');
    const comment = named.replace(/^/gm, ' * ');
    const oneLine = named.replace(/\s+/g, ' ').replace(/^.*?Permission/, 'Permission');
    for (const text of [named, comment, oneLine, named.replace(/\n/g, '\r\n'), named.toUpperCase(), `\ufeff${named}`])
      expect(recognise(text)).toMatchObject({ ids: ['MIT'], also: [] });
    expect(recognise(named)).toMatchObject({ kind: 'exact' });
  });

  it('a changed sentence is no other licence', () => {
    expect(recognise(MIT.replace('without restriction', 'with restrictions'))?.ids).toEqual(['MIT']);
    expect(recognise(MIT.slice(0, 300))).toBeUndefined();
  });

  it('look-alikes are told apart', () => {
    for (const id of ['Pixar', 'BSD-2-Clause', 'BSD-3-Clause', 'BSD-2-Clause-Views', 'MIT-0', 'ISC', '0BSD', 'X11'])
      expect(recognise(licenseText(id))?.ids).toEqual([id]);
    const withoutAppendix = APACHE.slice(0, APACHE.indexOf('END OF TERMS AND CONDITIONS'));
    expect(recognise(withoutAppendix)?.ids).toEqual(['Apache-2.0']);
  });

  it('of texts that are the same all ids are given, unless the file says which', () => {
    expect(recognise(GPL)?.ids).toEqual(['GPL-3.0-only', 'GPL-3.0-or-later']);
    expect(recognise(`${NOTICE}\n\n${GPL}`)?.ids).toEqual(['GPL-3.0-or-later']);
    expect(recognise(`${NOTICE.replace(/either /, '').replace(/, or[^.]*/, '')}\n\n${GPL}`)?.ids).toEqual([
      'GPL-3.0-only',
    ]);
  });

  it('a notice alone is enough for the GNU licences', () => {
    expect(recognise(NOTICE)).toMatchObject({ ids: ['GPL-3.0-or-later'], kind: 'marker' });
    expect(recognise(NOTICE.replace('General', 'Lesser General').replace('version 3', 'version 2.1'))?.ids).toEqual([
      'LGPL-2.1-or-later',
    ]);
  });

  it('of several licences in a file the first is given, and the others', () => {
    const both = `# Licences\n\nThe core:\n\n${MIT}\n\nParts of it:\n\n${APACHE}`;
    expect(recognise(both)).toMatchObject({ ids: ['MIT'], kind: 'near' });
    expect(recognise(both)?.also).toContain('Apache-2.0');
    expect(
      recognise(`${APACHE}\n\n${'Third-party notices follow, with many words of their own. '.repeat(10)}`)?.ids,
    ).toEqual(['Apache-2.0']);
  });

  it.each([
    ['LLAMA 3.1 COMMUNITY LICENSE AGREEMENT\nLlama 3.1 Version Release Date: July 23, 2024', 'LicenseRef-llama3.1'],
    ['META LLAMA 3 COMMUNITY LICENSE AGREEMENT', 'LicenseRef-llama3'],
    ['Gemma Terms of Use\nLast modified: March 24, 2025', 'LicenseRef-gemma'],
    ['CreativeML Open RAIL-M\ndated August 22, 2022', 'LicenseRef-creativeml-openrail-m'],
    ['CreativeML Open RAIL++-M License\ndated November 24, 2022', 'LicenseRef-openrail-plus-plus'],
    ['Qwen RESEARCH LICENSE AGREEMENT\nRelease Date: September 19, 2024', 'LicenseRef-qwen-research'],
    ['Tongyi Qianwen LICENSE AGREEMENT', 'LicenseRef-tongyi-qianwen'],
    ['DEEPSEEK LICENSE AGREEMENT\n\nVersion 1.0, 23 October 2023', 'LicenseRef-deepseek'],
    ['# FLUX.1 [dev] Non-Commercial License', 'LicenseRef-flux-1-dev-non-commercial-license'],
    ['# Mistral AI Research License', 'LicenseRef-mrl'],
  ])('%s', (text, id) => expect(recognise(text)).toMatchObject({ ids: [id], kind: 'marker' }));

  it.each(['', ' ', 'MIT', 'See the file COPYING.', 'Copyright 2024', 'All rights reserved.', '\u0000'.repeat(1000)])(
    '%j is none',
    (text) => expect(recognise(text)).toBeUndefined(),
  );
});

describe('hostile texts', () => {
  const mega = 1_000_000;
  it.each([
    ['nothing but line breaks', '\n'.repeat(mega)],
    ['one word', 'a'.repeat(mega)],
    ['copyright lines', 'Copyright (c) 2024\n'.repeat(mega / 20)],
    ['nearly copyright', 'copyright '.repeat(mega / 10)],
    ['brackets', '('.repeat(mega)],
    ['comment signs', '* '.repeat(mega / 2)],
    ['all different', Array.from({ length: mega / 8 }, (_, i) => `w${i}`).join(' ')],
    ['half notices', 'redistribute it and/or modify it under the terms of the '.repeat(mega / 60)],
    ['unpaired surrogates', '\ud800 '.repeat(mega / 2)],
    ['many licences', MIT.repeat(mega / MIT.length)],
  ])('%s', (_what, text) => {
    recognise(MIT);
    recognise(text);
  });
});
