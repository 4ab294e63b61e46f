import { type FileRow, type Inspection } from '../../../core/inspection/inspection';
import { sectionTitle } from '../../../core/inspection/words';
import { t } from '../../../core/l10n';
import { sizeText } from '../../../core/report/size';
import { type Section } from '../../../../webview/protocol';
import { byNumber, byText, GridRows, type GridColumn } from './grid-rows';
import { FILE_STATES, fileMark, kindWord } from './marks';
import { fact, known, marked, technical, value } from './shown';

export const FILES = 'files';

/** What was found, or else what was signed. */
const digestColumn = (): GridColumn<FileRow> => ({
  id: 'digest',
  title: t('Digest'),
  kind: 'digest',
  cell: ({ digest, signed }) => technical(digest ?? signed ?? ''),
  text: ({ digest, signed }) => digest ?? signed,
  compare: byText(({ digest, signed }) => digest ?? signed ?? ''),
});

export function fileRows({ files, subject }: Inspection): GridRows<FileRow> {
  const order = new Map(FILE_STATES.map((state, at) => [state, at]));
  const isFolder = subject.kind === 'folder';
  return new GridRows<FileRow>({
    id: FILES,
    label: sectionTitle('files'),
    rows: files.rows,
    columns: [
      {
        id: 'path',
        title: t('Path'),
        kind: 'path',
        cell: ({ path }) => technical(path),
        text: ({ path }) => path,
        compare: byText(({ path }) => path),
      },
      {
        id: 'state',
        title: t('State'),
        kind: 'mark',
        cell: ({ state }) => marked(fileMark(state)),
        compare: byNumber(({ state }) => order.get(state)),
      },
      {
        id: 'size',
        title: t('Size'),
        kind: 'size',
        cell: ({ size }) => (size === undefined ? value('') : { ...value(sizeText(size)), copy: String(size) }),
        compare: byNumber(({ size }) => size),
      },
      ...(files.rows.some(({ digest, signed }) => digest ?? signed) ? [digestColumn()] : []),
    ],
    states: { of: ({ state }) => state, marks: FILE_STATES.map((state) => ({ id: state, mark: fileMark(state) })) },
    source: ({ path, layer, state }) =>
      isFolder && state !== 'missing' && !path.endsWith('/')
        ? { kind: 'file', path }
        : layer === undefined
          ? undefined
          : { kind: 'blob', digest: layer },
    more: ({ signed, layer, kind, note }) =>
      known(
        fact(t('Signed as'), signed && technical(signed)),
        fact(t('Layer'), layer && technical(layer)),
        fact(t('What it is'), kindWord(kind)),
        fact(t('Note'), note),
      ),
  });
}

export function filesSection({ files }: Inspection, rows: GridRows<FileRow>): Section | undefined {
  if (!files.total) return undefined;
  return {
    id: 'files',
    title: sectionTitle('files'),
    count: files.total.toLocaleString(),
    note: sizeText(files.bytes),
    blocks: [rows.block],
  };
}
