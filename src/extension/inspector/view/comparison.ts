import { diffText } from '../../../core/bom/diff/report';
import { type Change, type DiffFile, type InspectionDiff } from '../../../core/inspection/compare';
import { type Subject } from '../../../core/inspection/inspection';
import { sectionTitle } from '../../../core/inspection/words';
import { t } from '../../../core/l10n';
import { sizeText } from '../../../core/report/size';
import { type Action, type Block, type Fact, type Item, type Mark, type Section } from '../../../../webview/protocol';
import { byNumber, byText, GridRows } from './grid-rows';
import { fact, known, marked, shown, shownLines, technical, value } from './shown';
import { Sources } from './sources';
import { type Shown } from './view';

type FileChange = 'added' | 'removed' | 'changed' | 'uncompared';

interface ChangedFile {
  path: string;
  change: FileChange;
  before?: DiffFile;
  after?: DiffFile;
}

const FILE_CHANGES: readonly FileChange[] = ['changed', 'added', 'removed', 'uncompared'];

const GRID = 'compared-files';

/** What the page shows of two things that were compared. The first is taken for the older one. */
export function comparisonView(diff: InspectionDiff, title: string, actions: Action[]): Shown {
  const rows = fileRows(diff);
  const sections: Section[] = known(
    filesSection(diff, rows),
    opennessSection(diff),
    listSection('licenses', diff.licenses),
    listSection('signatures', diff.signers),
    metricsSection(diff),
    bomSection(diff),
  );
  const mark: Mark = diff.equal
    ? { tone: 'good', word: t('Nothing differs') }
    : { tone: 'info', word: t('They differ') };
  return {
    view: {
      title: shown(title),
      kind: t('Comparison'),
      facts: known(
        subjectFact(t('First'), diff.a),
        subjectFact(t('Second'), diff.b),
        changeFact(t('Verdict'), diff.verdict),
      ),
      verdict: { mark, tone: mark.tone, reasons: reasonsOf(diff) },
      actions,
      sections,
      footer: t('Compared are files by their digests, licences, the class, signers and metrics.'),
    },
    grids: new Map([[GRID, rows]]),
    sources: new Sources(),
  };
}

function subjectFact(label: string, { name, place, digest }: Subject): Fact | undefined {
  return fact(label, value(name), technical(place), digest && technical(digest));
}

function changeFact(label: string, change: Change<string> | undefined): Fact | undefined {
  return change && fact(label, changeText(change));
}

function changeText({ before, after }: Change<string>): string {
  return t('{0} → {1}', before ?? t('nothing'), after ?? t('nothing'));
}

/** A sentence for each part in which something differs. */
function reasonsOf({ files, components, licenses, signers, metrics, ...diff }: InspectionDiff): Item[] {
  const mark: Mark = { tone: 'info', word: t('differs') };
  const { added, removed, changed, uncompared, same } = files;
  const item = (section: string, text: string): Item => ({ mark, section, text: shown(text) });
  return known(
    diff.verdict && { mark, text: shown(t('Verdict: {0}', changeText(diff.verdict))) },
    added.length || removed.length || changed.length || uncompared.length
      ? item(
          'files',
          t(
            'Files: changed: {0}, only in the second: {1}, only in the first: {2}, not compared: {3}, the same: {4}.',
            changed.length,
            added.length,
            removed.length,
            uncompared.length,
            same,
          ),
        )
      : undefined,
    diff.class && item('openness', t('Class: {0}', changeText(diff.class))),
    components.length ? item('openness', t('Components that count otherwise: {0}.', components.length)) : undefined,
    licenses.added.length || licenses.removed.length
      ? item(
          'licenses',
          t(
            'Licences: only in the second: {0}, only in the first: {1}.',
            licenses.added.length,
            licenses.removed.length,
          ),
        )
      : undefined,
    signers.added.length || signers.removed.length ? item('signatures', t('Other signers.')) : undefined,
    metrics.length ? item('metrics', t('Metrics that differ: {0}.', metrics.length)) : undefined,
    diff.bom && !diff.bom.diff.equal ? item('boms', t('The bills of materials differ.')) : undefined,
  );
}

function changeMark(change: FileChange): Mark {
  switch (change) {
    case 'changed':
      return { tone: 'warning', word: t('changed') };
    case 'added':
      return { tone: 'info', word: t('only in the second') };
    case 'removed':
      return { tone: 'info', word: t('only in the first') };
    case 'uncompared':
      return { tone: 'unknown', word: t('not compared') };
  }
}

function fileRows({ files }: InspectionDiff): GridRows<ChangedFile> {
  const rows: ChangedFile[] = [
    ...files.changed.map(({ path, before, after }) => ({ path, change: 'changed' as const, before, after })),
    ...files.added.map((after) => ({ path: after.path, change: 'added' as const, after })),
    ...files.removed.map((before) => ({ path: before.path, change: 'removed' as const, before })),
    ...files.uncompared.map((path) => ({ path, change: 'uncompared' as const })),
  ];
  const sizes = ({ before, after }: ChangedFile) =>
    [before, after].flatMap((side) => (side && side.size !== null ? [sizeText(side.size)] : []));
  return new GridRows<ChangedFile>({
    id: GRID,
    label: t('Files that differ'),
    rows,
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
        id: 'change',
        title: t('Difference'),
        kind: 'mark',
        cell: ({ change }) => marked(changeMark(change)),
        compare: byNumber(({ change }) => FILE_CHANGES.indexOf(change)),
      },
      {
        id: 'size',
        title: t('Size'),
        kind: 'text',
        cell: (row) => value([...new Set(sizes(row))].join(' → ')),
        compare: byNumber(({ before, after }) => (after ?? before)?.size ?? undefined),
      },
    ],
    states: {
      of: ({ change }) => change,
      marks: FILE_CHANGES.map((id) => ({ id, mark: changeMark(id) })),
    },
    more: ({ before, after }) =>
      known(
        fact(t('Digest in the first'), before?.digest ? technical(before.digest) : undefined),
        fact(t('Digest in the second'), after?.digest ? technical(after.digest) : undefined),
      ),
  });
}

function filesSection({ files }: InspectionDiff, rows: GridRows<ChangedFile>): Section | undefined {
  const { grid } = rows.block as Extract<Block, { kind: 'grid' }>;
  if (!grid.total && !files.same) return undefined;
  const same: Block = { kind: 'note', text: t('The same in both: {0}.', files.same.toLocaleString()) };
  return {
    id: 'files',
    title: sectionTitle('files'),
    count: grid.total.toLocaleString(),
    blocks: grid.total ? [same, rows.block] : [same],
  };
}

function opennessSection({ class: level, components }: InspectionDiff): Section | undefined {
  const facts = known(
    changeFact(t('Class'), level),
    ...components.map(({ name, before, after }) => changeFact(name, { before, after })),
  );
  return facts.length
    ? { id: 'openness', title: sectionTitle('openness'), blocks: [{ kind: 'facts', facts }] }
    : undefined;
}

function listSection(
  id: 'licenses' | 'signatures',
  { added, removed }: InspectionDiff['licenses'],
): Section | undefined {
  const facts = known(
    fact(t('Only in the first'), ...removed.map((each) => value(each))),
    fact(t('Only in the second'), ...added.map((each) => value(each))),
  );
  return facts.length ? { id, title: sectionTitle(id), blocks: [{ kind: 'facts', facts }] } : undefined;
}

function metricsSection({ metrics }: InspectionDiff): Section | undefined {
  const facts = known(...metrics.map(({ name, ...change }) => changeFact(name, change)));
  return facts.length ? { id: 'metrics', title: t('Metrics'), blocks: [{ kind: 'facts', facts }] } : undefined;
}

function bomSection({ bom }: InspectionDiff): Section | undefined {
  if (!bom || bom.diff.equal) return undefined;
  const text = shownLines(diffText(bom.diff, { a: bom.a, b: bom.b }));
  return {
    id: 'boms',
    title: sectionTitle('boms'),
    blocks: [{ kind: 'code', label: t('What they say differently'), text }],
  };
}
