import { type ScalarNode, type Syntax } from './tree';

/** What the YAML parser of the Model Openness Tool takes an unquoted value for. */
export type MotScalarType = 'string' | 'date' | 'number' | 'boolean' | 'null';

// Symfony 6.4, src/Symfony/Component/Yaml/Inline.php (evaluateScalar), as observed by running it: it knows dates,
// underscores in numbers and hexadecimal; it does not know yes/no, and numbers with a leading zero stay strings.
const NULL = /^(?:~|null|Null|NULL|)$/;
const BOOLEAN = /^(?:true|True|TRUE|false|False|FALSE)$/;
const DATE =
  /^\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]|[ \t]+)\d{1,2}:\d\d(?::\d\d(?:\.\d*)?)?[ \t]*(?:Z|[-+]\d{1,2}(?::?\d\d)?)?)?$/;
const NUMBER =
  /^(?:0[xX][0-9a-fA-F_]+|0o[0-7_]+|[-+]?(?:0|[1-9][\d_]*)|[-+]?(?:\d[\d_]*)?\.\d[\d_]*(?:[eE][-+]?\d+)?|[-+]?[1-9][\d_]*(?:\.[\d_]*)?[eE][-+]?\d+|[-+]?\d[\d_]*\.(?:[eE][-+]?\d+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

/** The type of a plain scalar by its characters. */
export function motTypeOf(plain: string): MotScalarType {
  if (NULL.test(plain)) return 'null';
  if (BOOLEAN.test(plain)) return 'boolean';
  if (DATE.test(plain)) return 'date';
  if (NUMBER.test(plain)) return 'number';
  return 'string';
}

/** The type of a scalar node: quotes and block styles always make a string; JSON values have their own type. */
export function scalarType(node: ScalarNode, syntax: Syntax): MotScalarType {
  if (node.style !== 'plain') return 'string';
  if (syntax === 'yaml') return motTypeOf(node.text);
  return node.value === null ? 'null' : (typeof node.value as 'number' | 'boolean');
}
