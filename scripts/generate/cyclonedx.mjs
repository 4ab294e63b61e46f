// Makes src/core/bom/cyclonedx/generated: the schema of CycloneDX 1.5 to 1.7 as a table for the editor's features, and its
// validator, compiled ahead of time by ajv.
import Ajv, { _, Name, stringify } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import names from 'ajv/dist/compile/names.js';
import codegen from 'ajv/dist/compile/codegen/index.js';
import { mergedSchema } from './cyclonedx-schema.mjs';

const { not, or } = codegen;
const HEAD = '// Made by scripts/generate/cyclonedx.mjs from @cyclonedx/cyclonedx-library. Do not edit.\n';

const FORMATS = ['date', 'date-time', 'idn-email', 'iri-reference', 'uri'];

/** The generated files by their path. */
export async function cyclonedxFiles() {
  const schema = mergedSchema();
  const folder = 'src/core/bom/cyclonedx/generated';
  return {
    [`${folder}/validate.js`]: validator(schema),
    [`${folder}/schema.ts`]: table(schema),
  };
}

/** The keywords of the merged schema, as code that ajv puts in line. */
function keywords() {
  const version = _`${names.default.rootData}.specVersion`;
  const lacks = (data, keys) => or(...keys.map((key) => _`${data}[${key}] === undefined`));
  const isMap = (data) => _`(${data} && typeof ${data} == "object" && !Array.isArray(${data}))`;
  const countOf = (data, groups) => groups.map((keys) => _`+!(${lacks(data, keys)})`).reduce((a, b) => _`${a} + ${b}`);
  const branchFits = (data, { type, has, orEmpty, text, item, key, value }) => {
    if (type === 'array') return _`Array.isArray(${data})`;
    if (type) return _`typeof ${data} == ${type}`;
    if (text) return _`(typeof ${data} == "string" && ${data}.includes(${text}))`;
    if (item) return _`(Array.isArray(${data}) && typeof ${data}[0] == ${item})`;
    if (key) return _`(${isMap(data)} && ${data}[${key}] === ${value})`;
    const shown = or(...has.map((name) => _`${data}[${name}] !== undefined`));
    const fits = orEmpty ? or(shown, _`!Object.keys(${data}).length`) : shown;
    return _`(${isMap(data)} && (${fits}))`;
  };
  const branch = (cxt, schema, place) => {
    const { it, keyword } = cxt;
    const at = {
      schemaPath: _`${it.schemaPath}.${new Name(keyword)}${place}`,
      topSchemaRef: it.topSchemaRef,
      errSchemaPath: '',
    };
    cxt.subschema({ schema, ...at }, cxt.gen.name('fits'));
  };
  const plain = { error: { message: '', params: ({ schema }) => _`{wanted: ${stringify(schema)}}` } };
  return [
    { keyword: 'license', schemaType: 'boolean' },
    { keyword: 'ref', schemaType: 'boolean' },
    { keyword: 'since', schemaType: 'string', ...plain, code: (cxt) => cxt.fail(_`${version} < ${cxt.schema}`) },
    {
      keyword: 'valueSince',
      schemaType: 'object',
      error: { message: '', params: ({ params }) => _`{wanted: ${params.since}}` },
      code(cxt) {
        for (const [since, values] of Object.entries(cxt.schema)) {
          cxt.setParams({ since });
          const named = or(...values.map((value) => _`${cxt.data} === ${value}`));
          cxt.fail(_`${version} < ${since} && (${named})`);
        }
      },
    },
    {
      keyword: 'byVersion',
      schemaType: 'object',
      code(cxt) {
        const { until, older, newer } = cxt.schema;
        cxt.gen.if(
          _`${version} <= ${until}`,
          () => branch(cxt, older, _`.older`),
          () => branch(cxt, newer, _`.newer`),
        );
      },
    },
    {
      keyword: 'choose',
      schemaType: 'array',
      code(cxt) {
        const from = (i) => {
          if (i === cxt.schema.length) return;
          const { when, schema } = cxt.schema[i];
          const check = () => branch(cxt, schema, _`[${i}].schema`);
          if (when) cxt.gen.if(branchFits(cxt.data, when), check, () => from(i + 1));
          else check();
        };
        from(0);
      },
    },
    {
      keyword: 'oneRequired',
      type: 'object',
      schemaType: 'array',
      ...plain,
      code: (cxt) => cxt.fail(_`${countOf(cxt.data, cxt.schema)} !== 1`),
    },
    {
      keyword: 'anyRequired',
      type: 'object',
      schemaType: 'array',
      ...plain,
      code: (cxt) => cxt.fail(_`${countOf(cxt.data, cxt.schema)} === 0`),
    },
    {
      keyword: 'excludes',
      type: 'object',
      schemaType: 'array',
      ...plain,
      code: (cxt) => cxt.fail(not(lacks(cxt.data, cxt.schema))),
    },
    {
      keyword: 'onlyWith',
      type: 'object',
      schemaType: 'object',
      ...plain,
      code(cxt) {
        const [[key, other]] = Object.entries(cxt.schema);
        const { data } = cxt;
        // As the schema has it: any value of the other but `false` will do.
        cxt.fail(_`${data}[${key}] !== undefined && (${data}[${other}] === undefined || ${data}[${other}] === false)`);
      },
    },
    {
      keyword: 'expressionAlone',
      type: 'array',
      schemaType: 'string',
      ...plain,
      code(cxt) {
        const item = new Name('item');
        const some = _`${cxt.data}.some((${item}) => ${item} && ${item}.expression !== undefined)`;
        cxt.fail(_`${version} <= ${cxt.schema} && ${cxt.data}.length > 1 && ${some}`);
      },
    },
    {
      keyword: 'unique',
      type: 'array',
      schemaType: 'boolean',
      error: { message: '', params: ({ params }) => _`{twice: ${params.twice}}` },
      code(cxt) {
        const twice = cxt.gen.const('twice', _`repeated(${cxt.data})`);
        cxt.setParams({ twice });
        cxt.fail(_`${twice}.length`);
      },
    },
  ];
}

/** The validator; `formats` and `repeated` are our own. */
function validator(schema) {
  const ajv = new Ajv.default({
    allErrors: true,
    messages: false,
    strict: false,
    inlineRefs: false,
    loopEnum: 16,
    unicodeRegExp: false,
    code: { source: true, esm: true, optimize: 2, formats: _`formats` },
    formats: Object.fromEntries(FORMATS.map((name) => [name, () => true])),
    keywords: keywords(),
  });
  let code = standalone
    .default(ajv, ajv.compile(schema))
    // Where in the schema an error comes from is not asked for.
    .replace(/schemaPath:(?:"[^"]*"|`[^`]*`)(?:\+"[^"]*")*,/g, '')
    // The same few words after each of two thousand checks.
    .replace(
      /const (err\d+) = ({[^;]*});if\(vErrors === null\){vErrors = \[\1\];}else {vErrors.push\(\1\);}/g,
      'vErrors = add(vErrors, $2);',
    )
    // Joined in place: a copy of all errors for each item with one takes for ever where there are many.
    .replace(/vErrors === null \? (validate\d+\.errors) : vErrors\.concat\(\1\)/g, 'join(vErrors, $1)')
    .replace(/require\("ajv\/dist\/runtime\/ucs2length"\)\.default/, 'lengthOf')
    .replace(/require\("ajv\/dist\/runtime\/equal"\)\.default/g, 'Object.is')
    .replace('"use strict";', '')
    .replaceAll(';const schema', ';\nconst schema')
    .replaceAll('}function validate', '}\nfunction validate');
  if (code.includes('require(')) throw new Error('the validator requires something');
  // What the table has already.
  const named = [
    [schema, 'SCHEMA'],
    ...Object.entries(schema.definitions).map(([name, own]) => [own, `SCHEMA.definitions[${JSON.stringify(name)}]`]),
  ];
  for (const [own, name] of named) code = code.replaceAll(` = ${JSON.stringify(own)};`, () => ` = ${name};`);
  return `${HEAD}import { add, formats, join, lengthOf, repeated } from '../checks';\nimport { SCHEMA } from './schema';\n${code}\n`;
}

function table(schema) {
  return `${HEAD}import { type Schema } from '../schema';\n\n/** The schema of all versions. */\nexport const SCHEMA: Schema = ${JSON.stringify(schema)};\n`;
}
