import { t } from '../../l10n';
import { licenseById, LIST_VERSION } from '../../licenses/catalogue';
import { type Json, type JsonObject } from '../../bom/view/json';
import { type LicenseStatement } from '../../modelfolder/inventory';
import { type Described } from '../described';
import { licenseText, referencesIn, type LicenseFinding } from '../facts/licenses';
import { toDoText } from '../to-do';
import { type SpdxGraph } from './graph';

/** Says that nobody asserts which licence it is (Licensing profile, individual `NoAssertionLicense`). */
const NO_ASSERTION = 'expandedlicensing_NoAssertionLicense';

/** Elements for licences, and the two relationships that every model and dataset has exactly once (AI.md, Dataset.md). */
export class SpdxLicenses {
  private readonly known = new Map<string, string>();

  constructor(
    private readonly graph: SpdxGraph,
    private readonly texts: ReadonlyMap<string, string> | undefined,
  ) {}

  /** Relates an element to its declared and its concluded licence. */
  relate(element: Described, finding: LicenseFinding, statement: LicenseStatement | undefined): void {
    const { declared, concluded, comment, fact } = finding;
    const facts = fact ? [fact] : [];
    const id = declared === undefined ? NO_ASSERTION : this.of(declared, statement);
    const because: JsonObject = comment === undefined ? {} : { comment };
    this.graph.relate(element, 'hasDeclaredLicense', [id], facts, declared === undefined ? because : {});
    this.graph.relate(element, 'hasConcludedLicense', [concluded ? id : NO_ASSERTION], facts, because);
    if (declared === undefined || !concluded)
      element.ask('hasConcludedLicense', 'license', t('Say which licence "{0}" has.', String(element.value['name'])));
  }

  /** The id of the element for an expression. */
  of(expression: string, statement: LicenseStatement | undefined): string {
    const known = this.known.get(expression);
    if (known !== undefined) return known;
    const listed = licenseById(expression)?.listed ?? false;
    // The page of a listed licence is the id that the official examples use.
    const id = listed ? `https://spdx.org/licenses/${expression}` : this.graph.freeId(`License/${expression}`);
    this.known.set(expression, id);
    const custom: Json[] = referencesIn(expression).map((key) => ({
      type: 'DictionaryEntry',
      key,
      value: this.text(key, statement),
    }));
    this.graph.add('simplelicensing_LicenseExpression', id, {
      simplelicensing_licenseExpression: expression,
      simplelicensing_licenseListVersion: LIST_VERSION,
      ...(custom.length ? { simplelicensing_customIdToUri: custom } : {}),
    });
    return id;
  }

  private text(reference: string, statement: LicenseStatement | undefined): string {
    const id = this.graph.id(`LicenseText/${reference}`);
    if (this.graph.has(id)) return id;
    const known = statement && licenseText(statement, this.texts);
    const placeholder = toDoText(`the text of ${reference}, or where it is to be found`);
    const element = this.graph.add('simplelicensing_SimpleLicensingText', id, {
      ...(statement?.name === undefined ? {} : { name: statement.name }),
      simplelicensing_licenseText: known ?? placeholder,
    });
    if (known === undefined)
      element.ask('simplelicensing_licenseText', 'text', t('Add the text of the licence {0}.', reference), placeholder);
    return id;
  }
}
