import { kindWord } from '../bom/diff/report';
import { PROFILES, readiness } from '../bom/readiness/readiness';
import { BomError } from '../bom/view/json';
import { findPositions } from '../bom/view/places';
import { readBom } from '../bom/view/read';
import { factsOf, type BomComponent, type BomView, type ComponentKind } from '../bom/view/view';
import { cleanPath } from '../folder/paths';
import { type ReadDocument } from './documents';
import { type InspectedBom, type Source } from './inspection';

/** Lists that are cut: what is more, the BOM itself says. */
const SHOWN = 100;

/** A bill of materials that was read, with the view for comparisons and lineage. */
export interface ReadBom {
  bom: InspectedBom;
  view?: BomView;
}

/** A hash that a BOM states of a file. */
export interface StatedHash {
  /** The path of the file, as far as the name of the component is one. */
  file: string;
  /** SHA-256 in hexadecimal. */
  sha256: string;
  /** A JSON pointer. */
  path: string;
}

/** The hashes that a BOM states of what may be files, by their names. */
export function statedHashes({ components }: BomView): StatedHash[] {
  return components.flatMap(({ name, facts }) =>
    factsOf(facts, 'hash').flatMap(({ key, value, path }) =>
      isSha256(key, value) ? [{ file: cleanPath(name), sha256: value.toLowerCase(), path }] : [],
    ),
  );
}

/** CycloneDX writes `SHA-256`, SPDX `sha256`. */
function isSha256(algorithm: string | undefined, value: string): boolean {
  return /^sha-?256$/i.test(algorithm ?? '') && /^[0-9a-f]{64}$/i.test(value);
}

/** Digests of files as a BOM may mean them. */
export interface KnownDigests {
  /**
   * The file that a BOM means by a name: the path itself, or the only file of that name.
   * @returns its path and SHA-256 in hexadecimal; undefined where there is none, or it was not hashed
   */
  of(file: string): { path: string; sha256: string } | undefined;
}

/**
 * What a bill of materials says, and whether it still says it of these files.
 * @param digests of the files that there are
 */
export function inspectBom({ name, digest, text, source }: ReadDocument, digests: KnownDigests): ReadBom {
  let view: BomView;
  try {
    view = readBom(text);
  } catch (error) {
    if (!(error instanceof BomError)) throw error;
    return { bom: { ...NOTHING, source, name, digest, problem: error.message } };
  }
  return { view, bom: describe(view, { name, digest, text, source }, digests) };
}

const NOTHING: Omit<InspectedBom, 'source' | 'name' | 'digest'> = {
  counts: [],
  relations: 0,
  readiness: [],
  metrics: [],
  freshness: { compared: 0, differing: [], differingCount: 0 },
};

function describe(
  view: BomView,
  { name, digest, text, source }: Pick<ReadDocument, 'name' | 'digest' | 'text' | 'source'>,
  digests: KnownDigests,
): InspectedBom {
  const about = view.root?.name;
  return {
    source,
    name,
    digest,
    format: view.format,
    version: view.specVersion,
    ...(about === undefined ? {} : { about }),
    counts: countsOf(view.components),
    relations: view.relations.length,
    readiness: PROFILES.map((profile) => {
      const { counts, elements } = readiness(view, profile);
      return {
        profile: profile.id,
        title: profile.title(),
        version: profile.version,
        counts: { ...counts },
        elements: elements.map(({ code, title, status }) => ({ code, title, status })),
      };
    }),
    metrics: metricsOf(view),
    freshness: freshnessOf(view, text, source, digests),
  };
}

function countsOf(components: readonly BomComponent[]): InspectedBom['counts'] {
  const counts = new Map<ComponentKind, number>();
  for (const { kind } of components) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(([kind, count]) => ({ kind, word: kindWord(kind), count }));
}

function metricsOf({ components }: BomView): InspectedBom['metrics'] {
  return components
    .flatMap(({ name, facts }) =>
      factsOf(facts, 'metric').map(({ key = '', value, of }) => ({
        component: name,
        name: key,
        value,
        ...(of === undefined ? {} : { of }),
      })),
    )
    .slice(0, SHOWN);
}

function freshnessOf(view: BomView, text: string, source: Source, digests: KnownDigests): InspectedBom['freshness'] {
  let compared = 0;
  const differing: { file: string; stated: string; found: string; at: string }[] = [];
  for (const { file, sha256, path } of statedHashes(view)) {
    const known = digests.of(file);
    if (!known) continue;
    compared++;
    if (known.sha256 !== sha256)
      differing.push({ file: known.path, stated: `sha256:${sha256}`, found: `sha256:${known.sha256}`, at: path });
  }
  const shown = differing.slice(0, SHOWN);
  const positions = shown.length ? findPositions(text, new Set(shown.map(({ at }) => at))) : new Map();
  return {
    compared,
    differing: shown.map(({ at, ...rest }) => ({ ...rest, source: { ...source, ...positions.get(at) } })),
    differingCount: differing.length,
  };
}
