// One schema for CycloneDX 1.5, 1.6 and 1.7, made from the official ones in @cyclonedx/cyclonedx-library. It accepts what
// the official schema of `specVersion` accepts, and is written so that one mistake gives one error:
//   since, valueSince     properties and values that came with a later version, instead of a schema for each version
//   byVersion             places that changed otherwise
//   choose                the branch of an `oneOf` or `anyOf` that the author meant, told by one look at the value
//   oneRequired, anyRequired, excludes, onlyWith, expressionAlone     conditions between properties, each with one error
//   unique                `uniqueItems`, which ajv compares pair by pair
// Where a schema has something that is not understood here, generating fails: a newer package can't slip through.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(import.meta.url);
const folder = path.join(path.dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json')), 'res/schema');

export const VERSIONS = ['1.5', '1.6', '1.7'];

/** Keywords that check nothing. */
const SAID = ['$schema', '$id', '$comment', 'title', 'description', 'examples', 'default', 'deprecated', 'meta:enum'];
const CHECKS = [
  ...['type', 'required', 'additionalProperties', 'enum', 'const', 'pattern', 'format', 'items', '$ref', 'ref'],
  ...['minimum', 'maximum', 'minLength', 'maxLength', 'minItems'],
];

/** The merged schema: a root with `definitions`, of which only those in use are kept. */
export function mergedSchema() {
  const [first, ...later] = VERSIONS.map(readSchema);
  return prune(later.reduce((older, newer, i) => mergeVersions(older, newer, VERSIONS[i + 1]), first));
}

function read(name) {
  return JSON.parse(readFileSync(path.join(folder, `${name}.SNAPSHOT.schema.json`), 'utf8'));
}

/** The schema of one version in our words, with the definitions that it takes from other files. */
function readSchema(version) {
  const schema = read(`bom-${version}`);
  const { algorithmFamiliesEnum, ellipticCurvesEnum } = read('cryptography-defs').definitions;
  const definitions = {
    ...schema.definitions,
    ...read('jsf-0.82').definitions,
    signature: read('jsf-0.82').definitions.signature,
    algorithmFamiliesEnum,
    ellipticCurvesEnum,
  };
  const words = new Words(definitions);
  const root = words.schema({ ...schema, definitions: undefined });
  const { dependencies, vulnerabilities } = schema.definitions.compositions.properties;
  // References by their description; by their type any texts.
  for (const { items } of [dependencies, vulnerabilities]) items.ref = true;
  return { ...root, definitions: words.map(definitions) };
}

/** Translates official schemas into our words. */
class Words {
  constructor(definitions) {
    this.definitions = definitions;
  }

  map(schemas) {
    return Object.fromEntries(Object.entries(schemas).map(([key, schema]) => [key, this.schema(schema)]));
  }

  schema(schema) {
    if (typeof schema !== 'object') return schema;
    const { oneOf, anyOf, allOf, not, properties, uniqueItems, $ref, additionalItems, ...rest } = schema;
    if (not || additionalItems || rest.if) throw new Error(`not understood: ${JSON.stringify(schema)}`);
    const out = {};
    for (const [key, value] of Object.entries(rest)) {
      if (SAID.includes(key) || value === undefined) continue;
      if (!CHECKS.includes(key)) throw new Error(`keyword ${key} is not understood`);
      out[key] = key === 'items' || key === 'additionalProperties' ? this.schema(value) : value;
    }
    if ($ref?.startsWith('spdx')) Object.assign(out, { type: 'string', license: true });
    else if ($ref) out.$ref = $ref.replace(/^jsf.*#/, '#').replace(/^cryptography.*#/, '#');
    if (properties) out.properties = this.map(properties);
    if (uniqueItems) out.unique = true;
    if (oneOf) Object.assign(out, this.alternatives(oneOf, 'oneRequired'));
    if (anyOf) Object.assign(out, this.alternatives(anyOf, 'anyRequired'));
    if (allOf) Object.assign(out, this.conditions(allOf));
    // Beside a reference it says nothing new.
    if (out.$ref && this.target(out).type === out.type) delete out.type;
    return out;
  }

  target(schema) {
    if (schema.allOf?.length === 1) return this.target(schema.allOf[0]);
    const name = /#\/definitions\/(.*)$/.exec(schema.$ref ?? '')?.[1];
    return name ? this.target(this.definitions[name]) : schema;
  }

  conditions(allOf) {
    const [first, second] = allOf;
    if (allOf.length === 1) return this.schema(first);
    if (first.not)
      // Two conditions on the version of a component (1.7).
      return {
        excludes: first.not.required,
        onlyWith: { [second.then.not.required[0]]: Object.keys(second.if.properties)[0] },
      };
    const branches = allOf.map(({ if: { properties }, then }) => {
      const [[key, { const: value }]] = Object.entries(properties);
      return { when: { key, value }, schema: this.schema(then) };
    });
    return { choose: branches };
  }

  alternatives(all, required) {
    if (all.every((branch) => Object.keys(branch).join() === 'required'))
      return { [required]: all.map((branch) => branch.required) };
    const targets = all.map((branch) => this.target(branch));
    const [a, b] = targets;
    // A BOM-Link is a text or an address in any case.
    if (targets.every(isText) && !a.enum) return this.schema(all[0]);
    if (a.enum && b.format)
      return { choose: [{ when: { text: ':' }, schema: this.schema(all[1]) }, { schema: this.schema(all[0]) }] };
    if (a.type === 'array' && Array.isArray(b.items)) return this.licenseChoice(all);
    if (a.type === 'array' && b.type === 'array')
      return { choose: [{ when: { item: 'object' }, schema: this.schema(all[0]) }, { schema: this.schema(all[1]) }] };
    return { choose: this.branches(all, targets) };
  }

  /** Up to 1.6: a list of licences, or one expression alone. */
  licenseChoice([licenses, expression]) {
    const items = { oneOf: [licenses.items, ...expression.items] };
    return { type: 'array', items: this.schema({ items }).items, expressionAlone: '1.6' };
  }

  /** Branches told apart by type, or by properties that only one of them has. */
  branches(all, targets) {
    const objects = targets.filter((target) => target.type !== 'array' && target.type !== 'string');
    const branches = all.map((branch, i) => {
      const { type, properties } = targets[i];
      const schema = this.schema(branch);
      if (type === 'array' || type === 'string') return { when: { type }, schema };
      const others = objects
        .filter((target) => target !== targets[i])
        .flatMap((target) => Object.keys(target.properties));
      const has = Object.keys(properties).filter((key) => !others.includes(key));
      const closed = targets[i].required?.length;
      return { when: { has, ...(closed ? {} : { orEmpty: true }) }, schema };
    });
    if (objects.length < 2)
      return [
        ...branches.filter(({ when }) => when.type),
        { schema: branches.find(({ when }) => !when.type)?.schema ?? {} },
      ];
    return this.ordered(branches, targets);
  }

  /** The branch with the fewest properties is looked for first; the last one is for all that show nothing of another. */
  ordered(branches, targets) {
    const texts = branches.filter(({ when }) => when.type);
    const maps = branches
      .map((branch, i) => ({ ...branch, target: targets[i] }))
      .filter(({ when }) => !when.type)
      .sort((a, b) => Object.keys(a.target.properties).length - Object.keys(b.target.properties).length);
    const last = maps.at(-1);
    // Nothing is required of either: then something has to tell which it is.
    const vague = maps.every(({ target }) => !target.required && target.additionalProperties === false);
    const rest =
      vague && !last.target.oneOf
        ? { type: 'object', anyRequired: maps.flatMap(({ when }) => when.has.map((key) => [key])) }
        : undefined;
    const named = (rest ? maps : maps.slice(0, -1)).map(({ when, schema }) => ({
      when: rest || maps.filter(({ when: other }) => other.orEmpty).length > 1 ? { has: when.has } : when,
      schema,
    }));
    return [...texts, ...named, { schema: rest ?? last.schema }];
  }
}

function isText(schema) {
  return (
    schema.type === 'string' ||
    schema.$ref?.endsWith('Type') ||
    Boolean(schema.anyOf?.every((s) => isText(s) || s.$ref?.includes('bomLink')))
  );
}

const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

/** A schema for two versions: what the newer one has on top is marked, what changed otherwise is kept twice. */
function mergeVersions(older, newer, since) {
  return merge(older, newer);

  function merge(a, b) {
    if (same(a, b)) return a;
    if (a.byVersion) return { ...a, byVersion: { ...a.byVersion, newer: merge(a.byVersion.newer, b) } };
    // What was written out in place became a definition.
    if (b.$ref && !a.$ref && same(a, newer.definitions[b.$ref.split('/').at(-1)])) return b;
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    const out = {};
    for (const key of keys) {
      const [x, y] = [a[key], b[key]];
      if (same(x, y)) out[key] = x;
      else if (key === 'properties') out.properties = mergeMaps(x ?? {}, y ?? {}, true);
      else if (key === 'definitions') out.definitions = mergeMaps(x, y, false);
      else if (key === 'items' && x && y) out.items = merge(x, y);
      else if (
        key === 'choose' &&
        same(
          x?.map(({ when }) => when),
          y?.map(({ when }) => when),
        )
      )
        out.choose = x.map(({ when, schema }, i) => ({
          ...(when ? { when } : {}),
          schema: merge(schema, y[i].schema),
        }));
      else if (key === 'enum' && x && y && x.every((value) => y.includes(value))) {
        out.enum = y;
        out.valueSince = { ...a.valueSince, [since]: y.filter((value) => !x.includes(value)) };
      } else if (key === 'valueSince') out.valueSince ??= x;
      else if (key === 'since' || key === 'expressionAlone') out[key] = x;
      else if ((key === 'excludes' || key === 'onlyWith') && !x) out[key] = y;
      else return byVersion(a, b);
    }
    return out;
  }

  function mergeMaps(a, b, marked) {
    const gone = Object.keys(a).filter((key) => !(key in b));
    if (gone.length && marked) throw new Error(`gone in ${since}: ${gone.join()}`);
    return Object.fromEntries(
      Object.keys({ ...b, ...a }).map((key) => {
        if (!(key in b)) return [key, a[key]];
        return [key, key in a ? merge(a[key], b[key]) : marked ? { ...b[key], since } : b[key]];
      }),
    );
  }

  function byVersion(a, b) {
    const before = VERSIONS[VERSIONS.indexOf(since) - 1];
    const mark = a.since ? { since: a.since } : {};
    return { byVersion: { until: before, older: a, newer: b }, ...mark };
  }
}

/** Leaves out definitions that nothing refers to. */
function prune(schema) {
  const used = new Set();
  const visit = (node) => {
    if (typeof node !== 'object' || node === null) return;
    const name = typeof node.$ref === 'string' ? node.$ref.split('/').at(-1) : undefined;
    if (name && !used.has(name)) {
      used.add(name);
      if (!schema.definitions[name]) throw new Error(`no definition ${name}`);
      visit(schema.definitions[name]);
    }
    Object.values(node).forEach(visit);
  };
  const { definitions, ...root } = schema;
  visit(root);
  return { ...root, definitions: Object.fromEntries(Object.entries(definitions).filter(([name]) => used.has(name))) };
}
