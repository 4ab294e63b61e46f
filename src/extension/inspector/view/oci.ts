import { type InspectedLayer, type InspectedReferrer, type Inspection } from '../../../core/inspection/inspection';
import { sectionTitle } from '../../../core/inspection/words';
import { t } from '../../../core/l10n';
import { sizeText } from '../../../core/report/size';
import { type Block, type Section, type TreeItem } from '../../../../webview/protocol';
import { byNumber, byText, GridRows } from './grid-rows';
import { kindWord } from './marks';
import { fact, known, shownLines, technical, value } from './shown';
import { type Sources } from './sources';

export const LAYERS = 'layers';

/** A manifest longer than this is shown in an editor, in characters. */
const MAX_MANIFEST = 512 * 1024;
/** Referrers that are shown; the count says how many there are. */
const MAX_REFERRERS = 500;

type Oci = NonNullable<Inspection['oci']>;

export function layerRows({ oci }: Inspection): GridRows<InspectedLayer> | undefined {
  if (!oci?.layers.length) return undefined;
  return new GridRows<InspectedLayer>({
    id: LAYERS,
    label: t('Layers'),
    rows: oci.layers,
    columns: [
      {
        id: 'path',
        title: t('File'),
        kind: 'path',
        cell: ({ path, digest }) => technical(path ?? digest),
        text: ({ path, digest }) => path ?? digest,
        compare: byText(({ path }) => path ?? ''),
      },
      {
        id: 'kind',
        title: t('What it is'),
        kind: 'text',
        cell: ({ kind, component }) => value([kindWord(kind), component].filter(Boolean).join(', ')),
        text: ({ kind, component }) => `${kindWord(kind)} ${component ?? ''}`,
        compare: byText(({ kind }) => kind ?? ''),
      },
      {
        id: 'size',
        title: t('Size'),
        kind: 'size',
        cell: ({ size }) => ({ ...value(sizeText(size)), copy: String(size) }),
        compare: byNumber(({ size }) => size),
      },
      {
        id: 'digest',
        title: t('Digest'),
        kind: 'digest',
        cell: ({ digest }) => technical(digest),
        text: ({ digest }) => digest,
        compare: byText(({ digest }) => digest),
      },
    ],
    source: ({ digest }) => ({ kind: 'blob', digest }),
    more: ({ mediaType, unsafe }) =>
      known(fact(t('Media type'), technical(mediaType)), fact(t('Must not be extracted'), unsafe)),
  });
}

export function ociSection(
  { oci }: Inspection,
  layers: GridRows<InspectedLayer> | undefined,
  sources: Sources,
): Section | undefined {
  if (!oci) return undefined;
  const blocks: Block[] = [{ kind: 'facts', facts: ociFacts(oci, sources) }];
  if (layers) blocks.push(group('layers', t('Layers ({0})', oci.layers.length), true, layers.block));
  if (oci.annotations.length)
    blocks.push(
      group('annotations', t('Annotations ({0})', oci.annotations.length), false, {
        kind: 'facts',
        facts: known(...oci.annotations.map(({ key, value: text }) => fact(key, text))),
      }),
    );
  if (oci.referrers.length)
    blocks.push(
      group('referrers', t('What is attached ({0})', oci.referrerCount), true, {
        kind: 'tree',
        items: referrers(oci, sources),
      }),
    );
  if (oci.manifests.length)
    blocks.push(
      group('manifests', t('Manifests ({0})', oci.manifests.length), true, {
        kind: 'facts',
        facts: known(
          ...oci.manifests
            .slice(0, MAX_REFERRERS)
            .map(({ mediaType, digest, size }) =>
              fact(mediaType, technical(digest, sources.number({ kind: 'blob', digest })), value(sizeText(size))),
            ),
        ),
      }),
    );
  blocks.push(jsonBlock(t('Manifest'), oci.manifest, oci.digest, sources));
  if (oci.config?.text !== undefined) blocks.push(jsonBlock(t('Config'), oci.config.text, oci.config.digest, sources));
  return { id: 'oci', title: sectionTitle('oci'), blocks };
}

function group(id: string, title: string, open: boolean, ...blocks: Block[]): Block {
  return { kind: 'group', id: `oci-${id}`, title, open, blocks };
}

function ociFacts(oci: Oci, sources: Sources) {
  const { digest, mediaType, artifactType, size, config, subject, store } = oci;
  return known(
    fact(t('Digest'), technical(digest, sources.number({ kind: 'blob', digest })), value(sizeText(size))),
    fact(t('Artifact type'), artifactType && technical(artifactType)),
    fact(t('Media type'), technical(mediaType)),
    fact(t('Config'), config && technical(config.digest), config && technical(config.mediaType)),
    fact(t('Attached to'), subject && technical(subject)),
    fact(t('Kept in'), storeWords(store)),
  );
}

function storeWords(store: Oci['store']): string {
  switch (store) {
    case 'layout':
      return t('an OCI image layout');
    case 'kitops':
      return t('the store of KitOps');
    case 'modctl':
      return t('the store of modctl');
    case 'registry':
      return t('a registry');
  }
}

function referrers({ referrers: list, referrerCount }: Oci, sources: Sources): TreeItem[] {
  let left = MAX_REFERRERS;
  const build = (referrer: InspectedReferrer): TreeItem[] => {
    if (left-- <= 0) return [];
    const { digest, artifactType, role, size, annotations, referrers: below } = referrer;
    return [
      {
        value: technical(artifactType, sources.number({ kind: 'blob', digest })),
        facts: known(
          fact(t('What it is'), roleWords(role)),
          fact(t('Digest'), technical(digest)),
          fact(t('Size'), sizeText(size)),
          ...annotations.map(({ key, value: text }) => fact(key, text)),
        ),
        children: below.flatMap(build),
      },
    ];
  };
  const items = list.flatMap(build);
  const more = referrerCount - MAX_REFERRERS;
  return more > 0 ? [...items, { value: value(t('and {0} more', more)), facts: [], children: [] }] : items;
}

function roleWords(role: InspectedReferrer['role']): string | undefined {
  switch (role) {
    case 'signature':
      return t('signature');
    case 'bom':
      return t('AI BOM');
    case 'provenance':
      return t('provenance');
    case undefined:
      return undefined;
  }
}

/** JSON with its lines, where it is JSON; its digest is that of the bytes, which are shown in an editor. */
function jsonBlock(label: string, text: string, digest: string, sources: Sources): Block {
  const source = sources.number({ kind: 'blob', digest });
  const pretty = indented(text);
  return {
    kind: 'code',
    label,
    text: shownLines(pretty.length > MAX_MANIFEST ? `${pretty.slice(0, MAX_MANIFEST)}\n…` : pretty),
    source,
  };
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
