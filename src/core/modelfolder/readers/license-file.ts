import { licenseFileDetector } from '../../licenses/license-file/detect';
import { recognise } from '../../licenses/text/recognise';
import { baseName } from '../../findings/context';
import { type LicenseStatement } from '../inventory';
import { textOf } from '../place';
import { type Reader } from '../reader';

/** Longest text that is compared with licences, in bytes. */
const MOST = 512 * 1024;

/** Texts of licences: `LICENSE`, `COPYING`, `LICENSE-MIT`, what is in `LICENSES` (REUSE 3.3), and in a wheel (PEP 639). */
export const licenseFile: Reader = {
  id: 'license-file',
  pattern: /^(?:licenses\/[^/]+\.(?:txt|md)|(?:[^/]+\/|[^/]+\.dist-info\/licenses\/)?(?:licen[sc]e|copying)[^/]*)$/i,
  read(file, draft) {
    if (!/^licenses\//i.test(file.path) && !licenseFileDetector.hasName(file.path)) return;
    const text = textOf(file, MOST);
    const found = recognise(text);
    const scope = scopeOf(file.path);
    const source = { path: file.path, line: firstLine(text), reader: 'license-file' } as const;
    const at = { written: titleOf(text), file: file.path, scope };
    if (!found?.ids.length) {
      if (text.trim()) draft.add('licenses', at, source);
      return;
    }
    const certainty = found.kind === 'near' ? 'derived' : 'stated';
    const meaning = found.ids.length > 1 ? { candidates: [...found.ids] } : { expression: found.ids[0]! };
    draft.add('licenses', { ...at, ...meaning }, source, certainty);
    for (const id of found.also) draft.add('licenses', { ...at, written: id, expression: id }, source, 'guessed');
  },
};

/** What a licence is for, by the name of its file and folder; those in a folder of their own count for nothing else. */
function scopeOf(path: string): LicenseStatement['scope'] {
  const name = baseName(path).toLowerCase();
  const folder = path.includes('/') ? path.slice(0, path.indexOf('/')).toLowerCase() : '';
  if (/data/.test(name) || /^(?:data|datasets?|corpus|corpora)$/.test(folder)) return 'data';
  if (/code|software|src/.test(name) || (folder !== '' && folder !== 'licenses')) return 'code';
  return /docs?\b|documentation/.test(name) ? 'documents' : 'model';
}

function firstLine(text: string): number {
  const start = text.search(/\S/);
  return start < 0 ? 0 : text.slice(0, start).split(/\r\n|[\r\n]/).length - 1;
}

function titleOf(text: string): string {
  return (/\S.*/.exec(text)?.[0] ?? '').trim().slice(0, 200);
}
