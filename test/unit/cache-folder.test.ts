import { homedir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder } from '../../src/node/cache-folder';

describe.skipIf(process.platform === 'win32')('the folder of what can be had again', () => {
  const atHome = path.join(homedir(), process.platform === 'darwin' ? 'Library/Caches' : '.cache', 'model-openness');

  it('is where the user wants it', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/somewhere' })).toBe('/somewhere/model-openness');
  });
  it.each([{}, { XDG_CACHE_HOME: '' }, { XDG_CACHE_HOME: 'relative' }, { XDG_CACHE_HOME: './x' }])(
    'is at home otherwise: %j',
    (environment) => expect(cacheFolder(environment)).toBe(atHome),
  );
});
