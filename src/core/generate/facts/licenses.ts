import { parseExpression, licensesIn } from '../../licenses/expression';
import { type Fact, type Inventory, type LicenseStatement } from '../../modelfolder/inventory';

/** What can be said of a licence. */
export interface LicenseFinding {
  /** What the makers declare: a valid expression; undefined where nothing is, or where it can't be told for sure. */
  declared?: string;
  /** Whether whoever looks at all sources comes to the same. */
  concluded: boolean;
  /** Why the licence is open, or why declared and concluded differ; in English, as it is written into documents. */
  comment?: string;
  /** The statement that was used. */
  fact?: Fact<LicenseStatement>;
}

/** The licence of the model, from all that is stated of it. A guess from prose is no declaration. */
export function modelLicense({ licenses, conflicts }: Inventory): LicenseFinding {
  const own = licenses.filter(({ value }) => value.scope === 'model');
  const [fact] = own;
  if (!fact) return { concluded: false };
  const finding = licenseOf(fact.value, fact);
  if (fact.certainty === 'guessed')
    return { concluded: false, fact, comment: `Only guessed: ${fact.value.expression ?? fact.value.written}.` };
  const said = [...new Set(own.map(({ value }) => value.expression ?? value.written))];
  if (finding.declared === undefined || said.length < 2 || !conflicts.some(({ field }) => field === 'licenses'))
    return finding;
  const places = own.map(({ value, source }) => `${value.expression ?? value.written} (${source.path})`);
  return { ...finding, concluded: false, comment: `The sources contradict each other: ${places.join(', ')}.` };
}

/** What one statement says, without regard to others. */
export function licenseOf(statement: LicenseStatement, fact?: Fact<LicenseStatement>): LicenseFinding {
  const { expression, candidates, written } = statement;
  const origin = fact ? { fact } : {};
  if (expression !== undefined) return { declared: expression, concluded: true, ...origin };
  const open = candidates?.length ? `it may be ${candidates.join(' or ')}` : 'which licence that is can not be told';
  return { concluded: false, comment: `Written as "${written}": ${open}.`, ...origin };
}

/** The licences of an expression that are not on the SPDX list and need a text beside it. */
export function referencesIn(expression: string): string[] {
  const names = licensesIn(parseExpression(expression)).filter((node) => node.type === 'reference');
  return [...new Set(names.map((node) => expression.slice(node.start, node.end)))];
}

/** The text of a licence that is not listed, or where it is to be found; undefined where neither is known. */
export function licenseText(
  { url, file }: LicenseStatement,
  texts: ReadonlyMap<string, string> | undefined,
): string | undefined {
  const text = file === undefined ? undefined : texts?.get(file);
  if (text?.trim()) return text;
  if (file !== undefined) return `The text of the licence is in the file ${file}.`;
  return url === undefined ? undefined : `The text of the licence is at ${url}`;
}
