import { type Inspection } from '../inspection/inspection';
import { escapeActing } from '../report/escape-json';
import { type ToolAnswer } from './tool';

/** Characters of an answer: a model reads all of it. */
export const MOST_CHARACTERS = 40_000;

/** Items of a list in an answer, fewer where the answer would be too long. */
const MOST_ITEMS = 100;
const LEAST_ITEMS = 5;

/** Characters of one text in an answer. */
const MOST_TEXT = 1000;

/**
 * A value as an answer: lists and texts are cut, and say so, until it is short enough. Characters that act in a terminal are
 * escapes in JSON.
 */
export function answer(value: object): ToolAnswer {
  for (let most = MOST_ITEMS; ; most = Math.floor(most / 2)) {
    const text = escapeActing(JSON.stringify(bounded(value, most), null, 1));
    if (text.length <= MOST_CHARACTERS) return { text, isError: false };
    if (most <= LEAST_ITEMS) return { text: `${text.slice(0, MOST_CHARACTERS)}… (cut)`, isError: false };
  }
}

/** Why a tool could not be run, as an answer. */
export function refusal(message: string): ToolAnswer {
  return { text: escapeActing(JSON.stringify({ error: message.slice(0, MOST_TEXT) })), isError: true };
}

function bounded(value: unknown, most: number): unknown {
  if (typeof value === 'string') return value.length > MOST_TEXT ? `${value.slice(0, MOST_TEXT)}… (cut)` : value;
  if (Array.isArray(value)) {
    const shown = value.slice(0, most).map((item) => bounded(item, most));
    return value.length > most ? [...shown, `… and ${value.length - most} more`] : shown;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, bounded(each, most)]));
}

/** What a model is told of an inspection: what is worth knowing, without raw texts and places. */
export function inspectionAnswer(inspection: Inspection): object {
  const { subject, verdict, reasons, policy, files, openness, licenses, boms, lineage, oci, profile, problems } =
    inspection;
  return {
    subject,
    ...(verdict ? { verdict } : {}),
    reasons: reasons.map(({ state, text, code }) => ({ state, code, text })),
    ...(policy ? { policy: policyAnswer(policy) } : {}),
    signatures: signaturesAnswer(inspection),
    files: filesAnswer(files),
    ...(openness ? { openness: { class: openness.label, summary: openness.summary } } : {}),
    licenses: licensesAnswer(licenses),
    boms: boms.map(({ name, format, version, about, counts, freshness, problem }) => ({
      name,
      ...(problem === undefined ? {} : { problem }),
      format: format === undefined ? null : `${format} ${version ?? ''}`.trim(),
      about: about ?? null,
      components: Object.fromEntries(counts.map(({ kind, count }) => [kind, count])),
      hashesCompared: freshness.compared,
      hashesDiffering: freshness.differing.map(({ file }) => file),
    })),
    ...(lineage ? { comesFrom: lineageAnswer(lineage) } : {}),
    ...(oci
      ? {
          layers: oci.layers.map(({ path, kind, size, mediaType }) => ({
            path: path ?? null,
            kind: kind ?? mediaType,
            size,
          })),
          attached: oci.referrers.map(({ digest, artifactType, role }) => ({
            digest,
            artifactType,
            role: role ?? null,
          })),
        }
      : {}),
    ...(profile
      ? {
          claims: profile.claims.map(({ key, claimed, state, detail }) => ({
            key,
            claimed: claimed ?? null,
            state,
            detail,
          })),
        }
      : {}),
    problems: problems.map(({ severity, message, rule }) => ({ severity, message, rule })),
  };
}

/** What a model is told of a verification. */
export function verificationAnswer(inspection: Inspection): object {
  const { subject, verdict, reasons, policy, files } = inspection;
  return {
    subject,
    verdict: verdict ?? null,
    accepted: policy?.accepted ?? null,
    reasons: reasons.map(({ state, text, code }) => ({ state, code, text })),
    ...(policy ? { policy: policyAnswer(policy) } : {}),
    signatures: signaturesAnswer(inspection),
    files: filesAnswer(files),
  };
}

function policyAnswer({ accepted, requirements, policies }: NonNullable<Inspection['policy']>): object {
  return {
    accepted: accepted ?? null,
    requirements: requirements.map(({ id, state, detail }) => ({ id, state, detail })),
    policies: policies.map(({ place, state, reasons }) => ({ place, state, reasons })),
  };
}

function signaturesAnswer({ signatures }: Inspection): object[] {
  return signatures.map(({ name, state, title, signer, trust, times, checks, predicateType }) => ({
    name,
    state,
    title,
    signer: signer ? { name: signer.name, issuer: signer.issuer ?? null } : null,
    trust: trust ?? null,
    predicateType: predicateType ?? null,
    signedAt: times[0]?.time ?? null,
    checks,
  }));
}

/** Numbers of all files, and those that are not as they were signed. */
function filesAnswer({ total, bytes, states, rows }: Inspection['files']): object {
  const told = rows.filter(({ state }) => state === 'changed' || state === 'missing' || state === 'unsigned');
  return {
    total,
    bytes,
    states,
    notAsSigned: told.map(({ path, state, size }) => ({ path, state, size: size ?? null })),
  };
}

function licensesAnswer(licenses: Inspection['licenses']): object[] {
  const once = new Map(licenses.map((each) => [`${each.license} ${each.subject ?? ''}`, each]));
  return [...once.values()].map(({ license, word, subject, sentences }) => ({
    license,
    openness: word,
    of: subject ?? null,
    restrictions: sentences,
  }));
}

function lineageAnswer({ nodes, edges }: NonNullable<Inspection['lineage']>): object[] {
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  return edges.map(({ from, to, type }) => ({ model: names.get(from) ?? from, from: names.get(to) ?? to, as: type }));
}
