import { type LicensedDocument } from '../../documents/kind';
import { type OpenDocument } from '../../documents/kind';
import { type NeighbourFile, type RuleContext } from '../../findings/context';
import { replacementsOf } from '../deprecated';
import { licenseFactsOf } from '../facts';
import { type LicensedContent, type LicenseForm, type LicenseStatement, type Licensing } from '../statement';
import { saysOther } from './groups';
import { readLicense } from './reading';

/** Ids of one licence under two names. */
const SAME: Record<string, string> = { 'odc-pddl-1.0': 'pddl-1.0' };

/** How two documents can be compared that write one licence in different ways. */
export function comparableId(id: string): string {
  const folded = id.toLowerCase().replace(/(?:-only|-or-later|\+)$/, '');
  return SAME[folded] ?? folded;
}

/** The licences that a text names, to compare with others; undefined where one of them is not known. */
export function comparableIds(text: string, form: LicenseForm): ReadonlySet<string> | undefined {
  const { root, names, problems, prose } = readLicense(text, form);
  if (!root || root.type === 'special' || problems.length || prose) return undefined;
  const ids = new Set<string>();
  for (const { node, listed, text: written } of names) {
    if (node.type === 'addition') continue;
    if (node.type === 'reference' && node.document !== undefined) return undefined;
    const id = form === 'expression' && listed !== undefined ? listed : licenseFactsOf(written).id;
    if (id === undefined) return undefined;
    const [only, ...others] = replacementsOf(id);
    ids.add(comparableId(only !== undefined && !others.length ? only : id));
  }
  return ids.size ? ids : undefined;
}

/** What a document says about the licence of one kind of content of the thing that it is about. */
export interface Claim {
  statement: LicenseStatement;
  ids: ReadonlySet<string>;
  /** As written. */
  text: string;
}

/** The claim of a document about its main subject; undefined where there is none that can be compared. */
export function claimOf(
  { kind, licensing }: Pick<LicensedDocument, 'kind' | 'licensing'>,
  content: LicensedContent,
): Claim | undefined {
  const main = mainStatements(licensing);
  const about = (type: LicensedContent | undefined) => main.filter(({ subject }) => subject.content === type);
  let found = about(content);
  // The framework counts weights as data, and what is said of a whole holds for the model in it.
  if (!found.length && content === 'model' && kind === 'mof') found = about('data');
  if (!found.length && content === 'model') found = about(undefined);
  const [first] = found;
  if (!first) return undefined;
  const sets = found.map(({ text, form }) => comparableIds(text, form));
  if (sets.includes(undefined)) return undefined;
  return {
    statement: first,
    ids: new Set(sets.flatMap((ids) => [...ids!])),
    text: found.map((s) => s.text).join(', '),
  };
}

const mains = new WeakMap<Licensing, readonly LicenseStatement[]>();

/** What is declared of the main subject, in the order of the text. */
export function mainStatements(licensing: Licensing): readonly LicenseStatement[] {
  let known = mains.get(licensing);
  if (!known) {
    known = licensing.statements.filter(({ subject, role }) => subject.main && role === 'declared');
    // The name of a licence says what `other` does not.
    if (known.some(({ form }) => form === 'name')) known = known.filter((statement) => !saysOther(statement));
    mains.set(licensing, known);
  }
  return known;
}

/** A document beside the one that is linted. */
export interface Beside {
  file: NeighbourFile;
  document: OpenDocument;
}

/** The neighbours that are documents of ours and could be read; the document itself is none. */
export function* besides(context: RuleContext): Generator<Beside> {
  for (const file of context.neighbours) {
    if (file.file === context.file) continue;
    const document = context.open(file);
    if (document && !document.parsed.problems.length) yield { file, document };
  }
}

export function sameIds(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((id) => b.has(id));
}
