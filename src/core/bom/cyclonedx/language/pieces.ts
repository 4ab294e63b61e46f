import { TabStop, type Piece } from '../../../language/insert';
import { fieldsOf, itemSchema, resolve, valuesOf, type Schema, type Version } from '../schema';

/** More choices than this are left to completion in the value. */
const MOST_CHOICES = 60;
/** Levels of maps and lists that are written out. */
const DEPTH = 3;

/** What is inserted for a value: what is required in it, with places to fill in. */
export function pieceOf(schema: Schema, version: Version, depth = 0): Piece {
  const at = resolve(schema, version);
  const values = valuesOf(at, version);
  if (values?.length === 1) return values[0]!;
  if (values) return new TabStop('', values.length <= MOST_CHOICES ? values : []);
  const branch = at.type ? undefined : at.choose?.at(-1)?.schema;
  if (branch) return pieceOf(branch, version, depth);
  switch (at.type) {
    case 'boolean':
      return new TabStop('', ['true', 'false'], true);
    case 'integer':
    case 'number':
      return new TabStop('', [], true);
    case 'array': {
      const items = itemSchema(at, version);
      return items && depth < DEPTH ? [pieceOf(items, version, depth + 1)] : [];
    }
    case 'object':
      return mapOf(at, version, depth);
    default:
      return new TabStop();
  }
}

function mapOf(schema: Schema, version: Version, depth: number): Piece {
  const branch = schema.choose?.at(-1)?.schema;
  const fields = [...fieldsOf(branch && !schema.properties ? branch : schema, version).values()];
  const [oneOf = []] = [...(schema.oneRequired ?? []), ...(schema.anyRequired ?? [])];
  const needed = fields.filter(({ key, required }) => required || oneOf.includes(key));
  // Of a map that requires nothing, a name says most.
  const shown = needed.length ? needed : fields.filter(({ key }) => key === 'name');
  if (depth >= DEPTH) return {};
  return Object.fromEntries(shown.map((field) => [field.key, pieceOf(field.schema, version, depth + 1)]));
}
