import { t } from '../../l10n';
import { sizeText } from '../../report/size';
import { methodTitle } from '../../signing/verdict/titles';
import { CLAIM_WORDS, COMPONENT_TYPES, fileWord, reasonWord, sectionTitle } from '../words';
import {
  type Inspection,
  type InspectedBom,
  type InspectedOci,
  type InspectedReferrer,
  type InspectedSignature,
  type Lineage,
  type SectionId,
  type Source,
} from '../inspection';

/** A piece of text, and whether it is something out of the artifact that is shown to the letter. */
export interface Cell {
  text: string;
  code?: true;
  /** For a state: how it weighs. Never the only thing that tells. */
  state?: string;
}

/** What a report is made of, whatever its format. */
export type Block =
  | { kind: 'text'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'facts'; rows: readonly (readonly [label: string, value: Cell])[] }
  | { kind: 'table'; caption: string; head: readonly string[]; rows: readonly (readonly Cell[])[]; more?: string }
  | { kind: 'list'; items: readonly Cell[] }
  | { kind: 'raw'; title: string; text: string };

export interface Section {
  id: SectionId | 'sources';
  title: string;
  blocks: readonly Block[];
}

/** Rows of a table in a report; the JSON has all of them. */
const MOST_ROWS = 2000;
/** Characters of raw texts that a report holds in all: a signature of half a million files has 64 MiB. */
const MOST_RAW = 16 * 1024 * 1024;

const code = (text: string): Cell => ({ text, code: true });
const plain = (text: string): Cell => ({ text });

/** The sections of a report, in the order in which the inspector shows them; those without anything are left out. */
export function reportSections(inspection: Inspection): Section[] {
  const parts: Record<Section['id'], readonly Block[]> = {
    verdict: verdictBlocks(inspection),
    policy: policyBlocks(inspection),
    signatures: inspection.signatures.flatMap(signatureBlocks),
    files: fileBlocks(inspection),
    openness: opennessBlocks(inspection),
    licenses: licenseBlocks(inspection),
    boms: inspection.boms.flatMap(bomBlocks),
    lineage: inspection.lineage ? lineageBlocks(inspection.lineage) : [],
    oci: inspection.oci ? ociBlocks(inspection.oci) : [],
    profile: profileBlocks(inspection),
    problems: problemBlocks(inspection),
    sources: sourceBlocks(inspection),
  };
  return (Object.keys(parts) as Section['id'][])
    .filter((id) => parts[id].length)
    .map((id) => ({
      id,
      title: id === 'sources' ? t('What this report rests on') : sectionTitle(id),
      blocks: parts[id],
    }));
}

function table(caption: string, head: readonly string[], rows: readonly (readonly Cell[])[]): Block[] {
  if (!rows.length) return [];
  const left = rows.length - MOST_ROWS;
  return [
    {
      kind: 'table',
      caption,
      head,
      rows: rows.slice(0, MOST_ROWS),
      ...(left > 0 ? { more: t('and {0} more; the report in JSON has them all', left) } : {}),
    },
  ];
}

function facts(rows: readonly (readonly [string, Cell | undefined])[]): Block[] {
  const given = rows.filter((row): row is readonly [string, Cell] => row[1] !== undefined && row[1].text !== '');
  return given.length ? [{ kind: 'facts', rows: given }] : [];
}

const optional = (text: string | undefined, make = plain): Cell | undefined =>
  text === undefined ? undefined : make(text);

function verdictBlocks({ subject, verdict, reasons, time, tool }: Inspection): Block[] {
  return [
    ...facts([
      [t('what'), code(subject.name)],
      [t('where'), code(subject.place)],
      [t('digest'), optional(subject.digest, code)],
      [t('type'), optional(subject.artifactType, code)],
      [t('size'), optional(subject.bytes === undefined ? undefined : sizeText(subject.bytes))],
      [t('verdict'), verdict && { text: verdict.title, state: verdict.state }],
      [t('inspected'), plain(t('{0}, with {1} {2}', time, tool.name, tool.version))],
    ]),
    ...table(
      t('Reasons, worst first'),
      [t('State'), t('Reason'), t('Section')],
      reasons.map(({ state, text, section }) => [
        { text: reasonWord(state), state },
        plain(text),
        plain(sectionTitle(section)),
      ]),
    ),
  ];
}

function policyBlocks({ policy }: Inspection): Block[] {
  if (!policy) return [];
  const state =
    policy.accepted === undefined ? t('could not be judged') : policy.accepted ? t('accepted') : t('not accepted');
  return [
    { kind: 'text', text: t('{0}, on {1}', state, policy.day) },
    ...table(
      t('Policies'),
      [t('Policy'), t('State'), t('Digest'), t('Reasons')],
      policy.policies.map((each) => [
        code(each.place),
        plain(each.state),
        code(each.sha256 ?? ''),
        plain(each.reasons.join(' ')),
      ]),
    ),
    ...table(
      t('Requirements'),
      [t('Requirement'), t('State'), t('Detail'), t('Decided by')],
      policy.requirements.map(({ id, state: each, detail, decidedBy }) => [
        plain(id),
        { text: each, state: each === 'ok' ? 'good' : each },
        plain(detail),
        code(decidedBy ? `${decidedBy.place}:${decidedBy.line + 1} ${decidedBy.entry}` : ''),
      ]),
    ),
    ...table(
      t('Exceptions'),
      [t('Requirement'), t('Reason'), t('Until')],
      policy.exceptions.map(({ requirement, reason, expires }) => [plain(requirement), plain(reason), plain(expires)]),
    ),
  ];
}

function signatureBlocks(signature: InspectedSignature): Block[] {
  const { name, title, state, method, signer, certificate, times, entries, trust, statement, coverage, checks } =
    signature;
  const covered = coverage && coverageText(coverage);
  return [
    { kind: 'heading', text: name },
    ...facts([
      [t('verdict'), { text: title, state }],
      [t('signer'), optional(signer?.name, code)],
      [t('issuer'), optional(signer?.issuer, code)],
      [t('method'), optional(method && methodTitle(method))],
      [t('trust'), optional(trust)],
      [t('about'), optional(signature.predicateType, code)],
      [t('digest'), code(signature.digest)],
      [t('files'), optional(covered)],
      [
        t('statement'),
        optional(statement && t('"{0}", {1} files, hashed with {2}', statement.model, statement.files, statement.hash)),
      ],
      [t('left out'), optional(statement?.ignorePaths.length ? statement.ignorePaths.join(', ') : undefined, code)],
    ]),
    ...table(
      t('Checks'),
      [t('Check'), t('Result'), t('Detail')],
      checks.map(({ id, ok, detail }) => [
        code(id),
        { text: ok ? t('ok') : t('FAILED'), state: ok ? 'good' : 'bad' },
        plain(detail),
      ]),
    ),
    ...table(
      t('Certificate'),
      [t('Field'), t('Value')],
      certificate
        ? [
            [t('subject'), certificate.subject],
            [t('issuer'), certificate.issuer],
            [t('serial number'), certificate.serialNumber],
            [t('SHA-256'), certificate.fingerprint],
            [t('valid from'), certificate.notBefore],
            [t('valid until'), certificate.notAfter],
            ...certificate.extensions.map(({ name: key, value }) => [key, value] as const),
          ].map(([key, value]) => [plain(key!), code(value!)])
        : [],
    ),
    ...table(
      t('Times'),
      [t('Time'), t('Vouched for by')],
      times.map(({ by, time }) => [
        plain(time),
        plain(by === 'transparency-log' ? t('transparency log') : t('timestamp authority')),
      ]),
    ),
    ...table(
      t('Log entries'),
      [t('Log'), t('Index'), t('Kind'), t('Inclusion')],
      entries.map(({ log, index, kind, inclusion }) => [
        code(log),
        code(index),
        plain(kind),
        plain(inclusion.join(', ')),
      ]),
    ),
    ...table(
      t('Subjects'),
      [t('Name'), t('Digest')],
      (signature.subjects ?? []).map((subject) => [code(subject.name), code(subject.digest)]),
    ),
  ];
}

function coverageText(coverage: NonNullable<InspectedSignature['coverage']>): string {
  return Object.entries(coverage)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${fileWord(state as keyof typeof coverage)}: ${count}`)
    .join(', ');
}

function fileBlocks({ files }: Inspection): Block[] {
  if (!files.total) return [];
  return [
    { kind: 'text', text: t('{0} files, {1}. {2}', files.total, sizeText(files.bytes), coverageText(files.states)) },
    ...table(
      t('Files'),
      [t('Path'), t('Size'), t('State'), t('Digest'), t('Note')],
      files.rows.map(({ path, size, state, digest, signed, note }) => [
        code(path),
        plain(size === undefined ? '' : String(size)),
        { text: fileWord(state), state },
        code(digest ?? ''),
        plain([signed === undefined ? '' : t('signed {0}', signed), note ?? ''].filter(Boolean).join('; ')),
      ]),
    ),
  ];
}

function opennessBlocks({ openness }: Inspection): Block[] {
  if (!openness) return [];
  return [
    { kind: 'text', text: openness.summary },
    ...facts([[t('written in'), sourceCell(openness.source)]]),
    ...openness.levels.flatMap(({ label, progress, included, total, components }) => [
      { kind: 'heading' as const, text: t('{0}: {1} of {2}, {3} %', label, included, total, Math.round(progress)) },
      ...table(
        label,
        [t('Component'), t('Type'), t('State'), t('Licence'), t('Evidence'), t('Written in')],
        components.map((component) => [
          plain(component.required ? component.name : t('{0} (optional)', component.name)),
          plain(COMPONENT_TYPES[component.type]()),
          { text: component.word, state: component.state },
          code(component.license ?? ''),
          code(evidenceText(component)),
          component.source ? sourceCell(component.source) : plain(''),
        ]),
      ),
    ]),
  ];
}

/** Files that are there for a component, or else where the configuration says it is. */
function evidenceText({
  files,
  fileCount,
  location,
}: {
  files: readonly string[];
  fileCount: number;
  location?: string;
}): string {
  if (!files.length) return location ?? '';
  const shown = files.join(', ');
  return fileCount > files.length ? t('{0} and {1} more', shown, fileCount - files.length) : shown;
}

function licenseBlocks({ licenses }: Inspection): Block[] {
  return table(
    t('Licences'),
    [t('Licence'), t('As written'), t('Openness'), t('Of'), t('Restrictions'), t('Written in')],
    licenses.map(({ license, name, written, word, openness, subject, sentences, source }) => [
      code(name === undefined ? license : `${license} (${name})`),
      code(written),
      { text: word, state: openness },
      code(subject ?? ''),
      plain(sentences.join(' ')),
      sourceCell(source),
    ]),
  );
}

function bomBlocks(bom: InspectedBom): Block[] {
  const { name, format, version, about, problem, counts, relations, readiness, metrics, freshness } = bom;
  return [
    { kind: 'heading', text: name },
    ...facts([
      [t('format'), optional(format && `${format} ${version ?? ''}`)],
      [t('about'), optional(about, code)],
      [t('problem'), optional(problem)],
      [t('digest'), code(bom.digest)],
      [t('components'), optional(counts.map(({ word, count }) => `${word}: ${count}`).join(', ') || undefined)],
      [t('relations'), optional(format && String(relations))],
      [
        t('hashes compared'),
        optional(format && t('{0}, differing: {1}', freshness.compared, freshness.differingCount)),
      ],
    ]),
    ...table(
      t('Hashes that differ'),
      [t('File'), t('Stated'), t('Found'), t('Written in')],
      freshness.differing.map(({ file, stated, found, source }) => [
        code(file),
        code(stated),
        code(found),
        sourceCell(source),
      ]),
    ),
    ...table(
      t('Readiness'),
      [t('Profile'), t('Met'), t('Partly'), t('Missing'), t('Stated unknown'), t('No field')],
      readiness.map(({ title, version: of, counts: each }) => [
        plain(`${title} (${of})`),
        ...[each.met, each.partly, each.missing, each.unknown, each['no-field']].map((count) => plain(String(count))),
      ]),
    ),
    ...table(
      t('Metrics'),
      [t('Model'), t('Metric'), t('Value'), t('On')],
      metrics.map(({ component, name: metric, value, of }) => [
        code(component),
        code(metric),
        code(value),
        code(of ?? ''),
      ]),
    ),
  ];
}

function lineageBlocks({ nodes, edges }: Lineage): Block[] {
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  return table(
    t('Lineage'),
    [t('This'), t('comes from'), t('as'), t('Written in')],
    edges.map(({ from, to, type, source }) => [
      code(names.get(from) ?? from),
      code(names.get(to) ?? to),
      plain(type === 'dataset' ? t('dataset') : t('base model')),
      sourceCell(source),
    ]),
  );
}

function ociBlocks(oci: InspectedOci): Block[] {
  return [
    ...facts([
      [t('digest'), code(oci.digest)],
      [t('media type'), code(oci.mediaType)],
      [t('artifact type'), optional(oci.artifactType, code)],
      [t('made by'), optional(oci.flavour)],
      [t('config'), optional(oci.config && `${oci.config.mediaType} ${oci.config.digest}`, code)],
      [t('attached to'), optional(oci.subject, code)],
    ]),
    ...table(
      t('Layers'),
      [t('Path'), t('Kind'), t('Component'), t('Size'), t('Digest')],
      oci.layers.map(({ path, kind, component, size, digest, mediaType, unsafe }) => [
        code(unsafe === undefined ? (path ?? '') : `${path ?? ''} (${unsafe})`),
        plain(kind ?? mediaType),
        plain(component ?? ''),
        plain(String(size)),
        code(digest),
      ]),
    ),
    ...table(
      t('Manifests'),
      [t('Digest'), t('Media type'), t('Size')],
      oci.manifests.map(({ digest, mediaType, size }) => [code(digest), code(mediaType), plain(String(size))]),
    ),
    ...table(
      t('Annotations'),
      [t('Key'), t('Value')],
      oci.annotations.map(({ key, value }) => [code(key), code(value)]),
    ),
    ...table(
      t('Attached'),
      [t('Digest'), t('Type'), t('Role'), t('Attached to')],
      flat(oci.referrers, oci.digest).map(({ referrer, to }) => [
        code(referrer.digest),
        code(referrer.artifactType),
        plain(referrer.role ?? ''),
        code(to),
      ]),
    ),
  ];
}

function flat(referrers: readonly InspectedReferrer[], to: string): { referrer: InspectedReferrer; to: string }[] {
  return referrers.flatMap((referrer) => [{ referrer, to }, ...flat(referrer.referrers, referrer.digest)]);
}

function profileBlocks({ profile }: Inspection): Block[] {
  if (!profile) return [];
  return table(
    t('Claims by the annotation profile of the CNCF, version {0}', profile.version),
    [t('Claim'), t('Claimed'), t('State'), t('Evidence')],
    profile.claims.map(({ key, claimed, state, detail }) => [
      code(key),
      code(claimed ?? ''),
      { text: CLAIM_WORDS[state](), state },
      plain(detail),
    ]),
  );
}

function problemBlocks({ problems }: Inspection): Block[] {
  return table(
    t('Problems'),
    [t('Severity'), t('Problem'), t('Rule'), t('Where')],
    problems.map(({ severity, message, rule, source }) => [
      plain(severity),
      plain(message),
      code(rule),
      source ? sourceCell(source) : plain(''),
    ]),
  );
}

/** Digests of what was read, and the raw texts as far as they are not too much. */
function sourceBlocks({ blobs, tool, time, format }: Inspection): Block[] {
  let left = MOST_RAW;
  const raw = blobs.flatMap(({ name, digest, text }): Block[] => {
    if (text === undefined || text.length > left) return [];
    left -= text.length;
    return [{ kind: 'raw', title: `${name} (${digest})`, text }];
  });
  return [
    ...facts([
      [t('made with'), plain(`${tool.name} ${tool.version}`)],
      [t('time'), plain(time)],
      [t('format'), code(format)],
    ]),
    ...table(
      t('Texts that were read'),
      [t('Name'), t('Media type'), t('Bytes'), t('Digest')],
      blobs.map(({ name, mediaType, bytes, digest }) => [
        code(name),
        code(mediaType),
        plain(String(bytes)),
        code(digest),
      ]),
    ),
    ...raw,
    ...(raw.length < blobs.length
      ? [
          {
            kind: 'text' as const,
            text: t('Texts that are too large for this report, or are no text: {0}.', blobs.length - raw.length),
          },
        ]
      : []),
  ];
}

/** A place for people: lines and characters from 1. */
function sourceCell(source: Source): Cell {
  const place = source.kind === 'file' ? source.path : source.digest;
  const { line, character } = source;
  return code(line === undefined ? place : `${place}:${line + 1}:${(character ?? 0) + 1}`);
}
