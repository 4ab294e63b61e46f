import { afterAll, expect, it, vi } from 'vitest';
import { CycloneDxDocument } from '../../src/core/bom/cyclonedx/document';
import { type Path } from '../../src/core/bom/cyclonedx/place';
import { fieldsOf, resolve, schemaAt, sinceOf, valuesOf, type Schema } from '../../src/core/bom/cyclonedx/schema';
import { valueAt, type Json } from '../../src/core/bom/cyclonedx/values';
import { type Finding } from '../../src/core/findings/finding';
import { applyEdits, type TextEdit } from '../../src/core/text/edit';
import { editorFor, type DocumentEditor } from '../../src/core/text/editor';
import { lazyJson } from '../../src/core/text/json-lazy';
import { overlaps, type Span } from '../../src/core/text/position';
import { asMap, asScalar, entryOf, type Entry, type MapNode, type TreeNode } from '../../src/core/text/tree';
import { describeWithCorpus } from '../corpus';
import { countOf, identity, lintText } from '../lint';
import { cyclonedxFiles } from '../unit/cyclonedx/corpus';
import { random, type Random } from '../unit/cyclonedx/random';

vi.setConfig({ testTimeout: 300_000 });

/** Mutations of each kind. */
const PER_KIND = 300;

/** A value of a document with what the format has there. */
interface Site {
  document: CycloneDxDocument;
  editor: DocumentEditor;
  path: Path;
  node: TreeNode;
  entry: Entry | undefined;
  /** The value with its key. */
  around: Span;
  /** The map that the value stands in, and its schema. */
  parent: MapNode | undefined;
  parentAround: Span;
  holder: Schema | undefined;
  schema: Schema;
}

/** One mistake: the edits that make it, and what of the original text they touch. */
interface Mutation {
  edits: TextEdit[];
  at: Span;
  /** What of the original text is there twice afterwards. */
  copied?: Span;
}

interface Kind {
  rule: string;
  /** Makes the mistake at a site; undefined where it can't be made there. */
  make(site: Site, rng: Random): Mutation | undefined;
}

const replace = (node: Span, newText: string, at: Span = node): Mutation => ({
  edits: [{ start: node.start, end: node.end, newText }],
  at,
});
const text = (node: TreeNode): string | undefined =>
  node.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
const typeOf = ({ schema, document }: Site): string | undefined => resolve(schema, document.version).type;

/** Swaps two letters, or doubles one. */
function typo(word: string, rng: Random): string {
  const at = 1 + rng.int(Math.max(1, word.length - 2));
  const swapped = word.slice(0, at) + (word[at + 1] ?? '') + word[at]! + word.slice(at + 2);
  return swapped === word ? word.slice(0, at) + word[at] + word.slice(at) : swapped;
}

const isClosed = ({ holder, document }: Site): boolean =>
  holder !== undefined && resolve(holder, document.version).additionalProperties === false;
const isRequired = ({ holder, document, entry }: Site): boolean =>
  holder !== undefined && (resolve(holder, document.version).required?.includes(entry!.key.text) ?? false);
const inLicense = ({ path }: Site, key: string): boolean => path.at(-1) === key && path.at(-2) === 'license';
const usedNames = (site: Site): Set<string> => new Set(site.document.contents.uses.map(({ target }) => target));
const isUse = ({ schema, path }: Site): boolean =>
  schema.$ref === '#/definitions/refLinkType' && path.at(-1) !== 'bom-ref';

const UNKNOWN_LICENSES = [
  'Apache-9.0-beta',
  'Apache-2',
  'GPL',
  'Aurora License',
  'MITT',
  'BSD-9-Clause',
  'CC-BY-9.9',
  'public',
];
const MODEL_LICENSES = [
  'llama3.2',
  'llama2',
  'gemma',
  'creativeml-openrail-m',
  'bigscience-openrail-m',
  'LicenseRef-x',
  'other',
];
const EXPRESSIONS = ['MIT OR Apache-2.0', 'MIT AND CC-BY-4.0', 'GPL-2.0-only WITH Classpath-exception-2.0'];
const BROKEN = ['MIT AND AND Apache-2.0', '(MIT OR Apache-2.0', 'MIT OR', 'MIT WITH', 'OR MIT', 'MIT OR Apache-2.0)'];
const OTHER_TYPES = ['library', 'application', 'framework', 'file', 'container', 'platform', 'firmware'];

const KINDS: Readonly<Record<string, Kind>> = {
  'a property is misspelt': {
    rule: 'cyclonedx/unknown-property',
    make(site, rng) {
      const { entry } = site;
      if (!entry || !isClosed(site) || entry.key.text.length < 4 || entry.key.text === 'specVersion') return undefined;
      const wrong = typo(entry.key.text, rng);
      if (fieldsOf(site.holder!, site.document.version).has(wrong)) return undefined;
      return replace(entry.key, JSON.stringify(wrong));
    },
  },
  'a property is unknown': {
    rule: 'cyclonedx/unknown-property',
    make(site) {
      const map = asMap(site.node);
      if (!map || resolve(site.schema, site.document.version).additionalProperties !== false) return undefined;
      return { edits: site.editor.addEntry(map, 'x-internal', 'a', 'last'), at: map };
    },
  },
  'a required property is missing': {
    rule: 'cyclonedx/missing-property',
    make(site) {
      const { entry, parent, document } = site;
      if (!entry || !parent || !isRequired(site) || parent.entries.length < 2) return undefined;
      if (entry.key.text === 'specVersion') return undefined;
      // What tells two branches apart makes another thing of the map.
      if (resolve(site.holder!, document.version).choose) return undefined;
      return { edits: site.editor.removeEntry(parent, entry), at: site.parentAround };
    },
  },
  'a text is a number': {
    rule: 'cyclonedx/wrong-type',
    make(site) {
      const written = text(site.node);
      if (written === undefined || typeOf(site) !== 'string' || site.path.at(-1) === 'bomFormat') return undefined;
      return replace(site.node, '7');
    },
  },
  'a text is a list': {
    rule: 'cyclonedx/wrong-type',
    make(site) {
      if (text(site.node) === undefined || typeOf(site) !== 'string') return undefined;
      return replace(site.node, `[${JSON.stringify(text(site.node))}]`);
    },
  },
  'a text is null': {
    rule: 'cyclonedx/wrong-type',
    make: (site) =>
      text(site.node) === undefined || typeOf(site) !== 'string' ? undefined : replace(site.node, 'null'),
  },
  'a list is its only item': {
    rule: 'cyclonedx/wrong-type',
    make(site) {
      if (site.node.kind !== 'list' || site.node.items.length !== 1 || typeOf(site) !== 'array') return undefined;
      const { start, end } = site.node.items[0]!;
      return replace(site.node, site.document.parsed.text.slice(start, end));
    },
  },
  'a map is a text': {
    rule: 'cyclonedx/wrong-type',
    make: (site) =>
      site.node.kind === 'map' && site.path.length && typeOf(site) === 'object'
        ? replace(site.node, '"text"')
        : undefined,
  },
  'a map is a list': {
    rule: 'cyclonedx/wrong-type',
    make(site) {
      const { node } = site;
      if (node.kind !== 'map' || !site.path.length || typeOf(site) !== 'object') return undefined;
      return replace(node, `[${site.document.parsed.text.slice(node.start, node.end)}]`);
    },
  },
  'a number or truth value is in quotes': {
    rule: 'cyclonedx/wrong-type',
    make(site) {
      const node = asScalar(site.node);
      if (!node || !['number', 'boolean'].includes(typeof node.value)) return undefined;
      return replace(node, JSON.stringify(node.text));
    },
  },
  'a value of a list of words is misspelt': {
    rule: 'cyclonedx/unknown-value',
    make(site, rng) {
      const written = text(site.node);
      const values = valuesOf(site.schema, site.document.version);
      if (!written || !values?.includes(written) || written.length < 3) return undefined;
      const wrong = typo(written, rng);
      return values.includes(wrong) ? undefined : replace(site.node, JSON.stringify(wrong));
    },
  },
  'a value is in another case': {
    rule: 'cyclonedx/unknown-value',
    make(site) {
      const written = text(site.node);
      const values = valuesOf(site.schema, site.document.version);
      if (!written || !values?.includes(written)) return undefined;
      const upper = written === written.toUpperCase() ? written.toLowerCase() : written.toUpperCase();
      return values.includes(upper) ? undefined : replace(site.node, JSON.stringify(upper));
    },
  },
  'a word is no value': {
    rule: 'cyclonedx/unknown-value',
    make(site) {
      const written = text(site.node);
      const values = valuesOf(site.schema, site.document.version);
      return written && values?.includes(written) ? replace(site.node, '"severe"') : undefined;
    },
  },
  'a date has no time': {
    rule: 'cyclonedx/malformed-value',
    make: (site) =>
      text(site.node) && resolve(site.schema, site.document.version).format === 'date-time'
        ? replace(site.node, '"2024-06-24"')
        : undefined,
  },
  'an address has a blank': {
    rule: 'cyclonedx/malformed-value',
    make: (site) =>
      text(site.node) && resolve(site.schema, site.document.version).format === 'iri-reference'
        ? replace(site.node, '"https://example.org/model card"')
        : undefined,
  },
  'a hash is cut short': {
    rule: 'cyclonedx/malformed-value',
    make: (site) =>
      site.schema.$ref === '#/definitions/hash-content'
        ? replace(site.node, JSON.stringify(text(site.node)?.slice(1)))
        : undefined,
  },
  'a serial number has no prefix': {
    rule: 'cyclonedx/malformed-value',
    make: (site) =>
      site.path.join() === 'serialNumber' ? replace(site.node, JSON.stringify(text(site.node)!.slice(9))) : undefined,
  },
  'a number is too small': {
    rule: 'cyclonedx/malformed-value',
    make(site) {
      const node = asScalar(site.node);
      const { minimum } = resolve(site.schema, site.document.version);
      return typeof node?.value === 'number' && minimum !== undefined ? replace(node, String(minimum - 1)) : undefined;
    },
  },
  'an item is there twice': {
    rule: 'cyclonedx/duplicate-item',
    make({ node, schema, document }) {
      if (node.kind !== 'list' || !node.items.length || !resolve(schema, document.version).unique) return undefined;
      const { start, end } = node.items[0]!;
      const copy = document.parsed.text.slice(start, end);
      const { end: last } = node.items.at(-1)!;
      return {
        edits: [{ start: last, end: last, newText: `,${copy}` }],
        at: { start: last, end: last },
        copied: { start, end },
      };
    },
  },
  'a bom-ref is given twice': {
    rule: 'cyclonedx/duplicate-ref',
    make(site, rng) {
      const { names } = site.document.contents;
      const own = text(site.node);
      if (site.path.at(-1) !== 'bom-ref' || !own || usedNames(site).has(own) || names.get(own)!.length > 1)
        return undefined;
      // Nor may two items become equal, which is another mistake.
      const list = valueAt(site.document.value, site.path.slice(0, -2));
      const siblings = Array.isArray(list) ? list.map((item) => JSON.stringify(item)) : [];
      const map = valueAt(site.document.value, site.path.slice(0, -1)) as Json;
      const others = [...names.keys()].filter(
        (name) =>
          name !== own &&
          names.get(name)!.length === 1 &&
          !siblings.includes(JSON.stringify({ ...map, 'bom-ref': name })),
      );
      return others.length ? replace(site.node, JSON.stringify(rng.pick(others))) : undefined;
    },
  },
  'a reference leads nowhere': {
    rule: 'cyclonedx/dangling-reference',
    make(site) {
      const target = text(site.node);
      if (!target || !isUse(site) || !site.document.contents.names.has(target)) return undefined;
      return replace(site.node, '"no-such-element"');
    },
  },
  'an element depends on itself': {
    rule: 'cyclonedx/self-dependency',
    make({ node, path, parent, document }) {
      const ref = asScalar(entryOf(parent, 'ref')?.value);
      if (path.at(-1) !== 'dependsOn' || node.kind !== 'list' || !node.items.length || !ref) return undefined;
      if (node.items.some(({ value }) => value?.kind === 'scalar' && value.text === ref.text)) return undefined;
      const { end } = node.items.at(-1)!;
      const newText = `, ${document.parsed.text.slice(ref.start, ref.end)}`;
      return { edits: [{ start: end, end, newText }], at: { start: end, end } };
    },
  },
  'a licence id is unknown': {
    rule: 'license/unknown',
    make: (site, rng) =>
      inLicense(site, 'id') ? replace(site.node, JSON.stringify(rng.pick(UNKNOWN_LICENSES))) : undefined,
  },
  'a licence id is in another case': {
    rule: 'cyclonedx/license-id',
    make(site, rng) {
      const id = text(site.node);
      if (!inLicense(site, 'id') || !id) return undefined;
      const wrong = [...id].map((char) => (rng.chance(0.5) ? char.toLowerCase() : char.toUpperCase())).join('');
      return wrong === id ? undefined : replace(site.node, JSON.stringify(wrong));
    },
  },
  'a licence id is that of a model': {
    rule: 'cyclonedx/license-id',
    make: (site, rng) =>
      inLicense(site, 'id') ? replace(site.node, JSON.stringify(rng.pick(MODEL_LICENSES))) : undefined,
  },
  'an expression is an id': {
    rule: 'cyclonedx/license-id',
    make: (site, rng) =>
      inLicense(site, 'id') ? replace(site.node, JSON.stringify(rng.pick(EXPRESSIONS))) : undefined,
  },
  'an id is written as a name': {
    rule: 'cyclonedx/license-name',
    make: (site) => (inLicense(site, 'id') ? replace(site.entry!.key, '"name"', site.node) : undefined),
  },
  'an expression is broken': {
    rule: 'license/expression-syntax',
    make: (site, rng) =>
      site.path.at(-1) === 'expression' && site.path.at(-3) === 'licenses'
        ? replace(site.node, JSON.stringify(rng.pick(BROKEN)))
        : undefined,
  },
  'a licence has id and name': {
    rule: 'cyclonedx/conflicting-properties',
    make(site) {
      if (!inLicense(site, 'id') || entryOf(site.parent, 'name')) return undefined;
      return { edits: site.editor.addEntry(site.parent!, 'name', 'Own', { after: site.entry! }), at: site.parent! };
    },
  },
  'an expression stands beside a licence': {
    rule: 'cyclonedx/expression-not-alone',
    make({ node, path, document }) {
      const [only, more] = path.at(-1) === 'licenses' && node.kind === 'list' ? node.items : [];
      if (!only || more || document.version === '1.7') return undefined;
      const newText = entryOf(asMap(only.value), 'expression')
        ? ', { "license": { "name": "Own" } }'
        : ', { "expression": "LicenseRef-own" }';
      return { edits: [{ start: only.end, end: only.end, newText }], at: { start: node.start, end: node.end } };
    },
  },
  'a property is of a newer version': {
    rule: 'cyclonedx/newer-version',
    make(site) {
      const { document, schema, editor } = site;
      const map = asMap(site.node);
      if (!map) return undefined;
      const keys = map.entries.map(({ key }) => key.text);
      const newer = [...fieldsOf(schema, document.version, keys).values()].find(
        ({ key, since, schema: own }) =>
          (since ?? '') > document.version && resolve(own, '1.7').type === 'array' && !entryOf(map, key),
      );
      return newer && { edits: editor.addEntry(map, newer.key, [], 'last'), at: map };
    },
  },
  'a value is of a newer version': {
    rule: 'cyclonedx/newer-version',
    make(site) {
      const written = text(site.node);
      const at = resolve(site.schema, site.document.version);
      if (!written || !at.enum?.includes(written)) return undefined;
      // A model can't become something else by it.
      if (entryOf(site.parent, 'modelCard')) return undefined;
      const newer = at.enum.find((value) => (sinceOf(at, String(value)) ?? '') > site.document.version);
      return newer === undefined ? undefined : replace(site.node, JSON.stringify(newer));
    },
  },
  'a model card is on a library': {
    rule: 'cyclonedx/misplaced-details',
    make({ path, node, parent }, rng) {
      if (path.at(-1) !== 'type' || text(node) !== 'machine-learning-model' || !entryOf(parent, 'modelCard'))
        return undefined;
      return replace(node, JSON.stringify(rng.pick(OTHER_TYPES)), entryOf(parent, 'modelCard')!.key);
    },
  },
  'a dataset is described and referred to': {
    rule: 'cyclonedx/conflicting-properties',
    make({ path, node, editor, document }) {
      const map = asMap(node);
      if (path.at(-2) !== 'datasets' || !map?.entries.length) return undefined;
      const [[name] = []] = document.contents.names;
      if (entryOf(map, 'ref')) return { edits: editor.addEntry(map, 'name', 'Data', 'last'), at: map };
      return name ? { edits: editor.addEntry(map, 'ref', name, 'last'), at: map } : undefined;
    },
  },
  'the version is none': {
    rule: 'cyclonedx/unknown-value',
    make: ({ path, node }, rng) =>
      path.join() === 'specVersion' ? replace(node, rng.pick(['"1.6.0"', '"latest"', '"v1.6"', '"1,5"'])) : undefined,
  },
};

/** Every value of a document for which the format has something. */
function sitesOf(source: string): Site[] {
  const document = new CycloneDxDocument(lazyJson(source));
  const editor = editorFor(document.parsed);
  const sites: Site[] = [];
  const visit = (node: TreeNode | undefined, path: Path, parentAround: Span, entry?: Entry, parent?: MapNode): void => {
    const schema = schemaAt(path, document.version);
    if (!node || !schema) return;
    const holder = parent && schemaAt(path.slice(0, -1), document.version);
    const around = { start: entry?.start ?? node.start, end: node.end };
    sites.push({ document, editor, path, node, entry, around, parentAround, parent, holder, schema });
    if (node.kind === 'list') node.items.forEach((item, i) => visit(item.value, [...path, i], around));
    else if (node.kind === 'map')
      for (const own of node.entries) visit(own.value, [...path, own.key.text], around, own, node);
  };
  visit(document.root, [], { start: 0, end: source.length });
  return sites;
}

/** Whether a mutation copies something that has a finding: the copy would have it too. */
function isCopy({ copied }: Mutation, before: readonly Finding[]): boolean {
  return copied !== undefined && before.some(({ span }) => overlaps(span, copied));
}

/** Where a finding is; of two parties that are equally wrong, either. */
function placesOf({ rule, span, related }: Finding, mutated: string): Span[] {
  if (rule !== 'cyclonedx/duplicate-ref') return [span];
  const { lines } = lazyJson(mutated);
  return [
    span,
    ...related.map(({ range }) => ({ start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) })),
  ];
}

/** Where a span of the original text is after an edit. */
function moved(span: Span, edits: readonly TextEdit[]): Span {
  const shift = (offset: number, grow: boolean): number =>
    edits.reduce(
      (at, edit) =>
        edit.end < offset || (edit.end === offset && (grow || edit.end > edit.start))
          ? at + edit.newText.length - (edit.end - edit.start)
          : at,
      offset,
    );
  return { start: shift(span.start, false), end: shift(span.end, true) };
}

describeWithCorpus('single mistakes in CycloneDX documents', 'cyclonedx', () => {
  const path = '/boms/bom.cdx.json';
  const valid = cyclonedxFiles().filter(({ id }) => !id.includes('invalid'));
  const documents = valid.map(({ id, text: source }) => ({
    id,
    source,
    sites: sitesOf(source),
    before: lintText(source, { path }),
  }));
  const rates: string[] = [];
  afterAll(() => console.log(`exactly one finding of the right rule at the right place:\n  ${rates.join('\n  ')}`));

  it.each(Object.entries(KINDS))('%s', (title, { rule, make }) => {
    const rng = random(title);
    const places = documents.flatMap(({ sites }, of) => sites.map((site) => ({ of, site })));
    let made = 0;
    const wrong: string[] = [];
    const known = new Set<string>();
    const fitting = places.filter(({ site }) => make(site, random('')));
    for (let tries = 0; fitting.length && made < PER_KIND && tries < 20 * PER_KIND; tries++) {
      const { of, site } = rng.pick(fitting);
      const { id, source, before } = documents[of]!;
      const mutation = make(site, rng);
      const print = JSON.stringify([of, mutation?.edits]);
      if (!mutation || known.has(print) || isCopy(mutation, before)) continue;
      known.add(print);
      made++;
      const after = lintText(applyEdits(source, mutation.edits), { path });
      const news = after.filter((finding) => countOf(after, identity(finding)) > countOf(before, identity(finding)));
      const where = moved(mutation.at, mutation.edits);
      const touches = (finding: Finding): boolean =>
        placesOf(finding, applyEdits(source, mutation.edits)).some((span) => overlaps(span, where));
      if (news.length === 1 && news[0]!.rule === rule && touches(news[0]!)) continue;
      wrong.push(
        `${id} /${site.path.join('/')}: ${news.map((f) => `${identity(f)}${touches(f) ? '' : ' (elsewhere)'}`).join(' | ') || 'nothing'}`,
      );
    }
    rates.push([`${title}: ${made - wrong.length} of ${made}`, ...wrong].join('\n    '));

    expect(made).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });
});
