import { type InspectedBom, type Inspection } from '../../../core/inspection/inspection';
import { type ElementStatus } from '../../../core/bom/readiness/readiness';
import { FORMAT_TITLE } from '../../../core/bom/view/fields';
import { sectionTitle } from '../../../core/inspection/words';
import { t } from '../../../core/l10n';
import { type Block, type Item, type Mark, type Section } from '../../../../webview/protocol';
import { elementMark } from './marks';
import { fact, known, shown, technical, value } from './shown';
import { type Sources } from './sources';

/** Bills of materials beyond this are folded up. */
const OPEN = 2;

export function bomsSection({ boms, subject }: Inspection, sources: Sources): Section | undefined {
  if (!boms.length) return undefined;
  return {
    id: 'boms',
    title: sectionTitle('boms'),
    count: boms.length.toLocaleString(),
    blocks: boms.map((bom, at) => bomBlock(bom, at, subject.kind === 'bom', sources)),
  };
}

/** @param isAlone whether there are no files to compare it with */
function bomBlock(bom: InspectedBom, at: number, isAlone: boolean, sources: Sources): Block {
  const { name, source, problem, readiness, metrics, freshness } = bom;
  const blocks: Block[] = problem === undefined ? [] : [{ kind: 'note', text: shown(problem) }];
  blocks.push({ kind: 'facts', facts: bomFacts(bom, isAlone) });
  if (freshness.differing.length) blocks.push({ kind: 'items', items: differing(bom, sources) });
  if (metrics.length)
    blocks.push({
      kind: 'group',
      id: `metrics-${at}`,
      title: t('What it states of its models'),
      open: true,
      blocks: [
        {
          kind: 'facts',
          facts: known(
            ...metrics.map((each) =>
              fact(each.name, each.value, each.of, metrics.length > 1 ? each.component : undefined),
            ),
          ),
        },
      ],
    });
  blocks.push(...readiness.map((profile, place) => readinessBlock(profile, at, place)));
  return {
    kind: 'group',
    id: `bom-${at}`,
    title: shown(name),
    mark: isAlone && bom.problem === undefined ? undefined : bomMark(bom),
    source: sources.number(source),
    open: at < OPEN,
    blocks,
  };
}

function bomMark({ problem, freshness: { compared, differingCount } }: InspectedBom): Mark {
  if (problem !== undefined) return { tone: 'bad', word: t('could not be read') };
  if (differingCount) return { tone: 'warning', word: t('of another state of the model') };
  return compared
    ? { tone: 'good', word: t('fits the files') }
    : { tone: 'unknown', word: t('names no file that is here') };
}

function bomFacts({ format, version, about, counts, relations, digest, freshness }: InspectedBom, isAlone: boolean) {
  return known(
    fact(t('Format'), format && `${FORMAT_TITLE[format]} ${version ?? ''}`.trim()),
    fact(t('About'), about),
    fact(t('Components'), ...counts.map(({ word, count }) => value(`${word}: ${count}`))),
    fact(t('Relationships'), format && String(relations)),
    fact(t('Hashes compared with files'), format && !isAlone ? String(freshness.compared) : undefined),
    fact(t('Digest'), technical(digest)),
  );
}

function differing({ freshness: { differing: list, differingCount } }: InspectedBom, sources: Sources): Item[] {
  const items = list.map(({ file, stated, found, source }): Item => ({
    mark: { tone: 'warning', word: t('differs') },
    text: shown(file),
    detail: t('It says {0}; found is {1}.', shown(stated), shown(found)),
    source: sources.number(source),
  }));
  const more = differingCount - list.length;
  return more > 0
    ? [...items, { mark: { tone: 'warning', word: t('differs') }, text: t('and {0} more', more) }]
    : items;
}

const SHOWN_COUNTS: readonly ElementStatus[] = ['met', 'partly', 'missing', 'unknown', 'no-field'];

function readinessBlock(
  { title, version, counts, elements }: InspectedBom['readiness'][number],
  at: number,
  place: number,
): Block {
  const total = elements.length;
  const isReady = counts.met === total;
  return {
    kind: 'group',
    id: `readiness-${at}-${place}`,
    title: shown(`${title} ${version}`.trim()),
    mark: {
      tone: isReady ? 'good' : counts.missing ? 'warning' : 'info',
      word: t('{0} of {1} said', counts.met, total),
    },
    open: false,
    blocks: [
      {
        kind: 'facts',
        facts: known(
          ...SHOWN_COUNTS.map((status) =>
            fact(elementMark(status).word, counts[status] ? String(counts[status]) : undefined),
          ),
        ),
      },
      {
        kind: 'items',
        items: elements.map(({ code, title: text, status }) => ({
          mark: elementMark(status),
          text: shown(code && !text.startsWith(code) ? `${code} ${text}` : text),
        })),
      },
    ],
  };
}
