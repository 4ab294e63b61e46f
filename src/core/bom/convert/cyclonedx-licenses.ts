import { t } from '../../l10n';
import { licenseById } from '../../licenses/catalogue';
import { parseExpression } from '../../licenses/expression';
import { JSON_MARK, SPDX_PREFIX } from '../names';
import { below, items, text, type Json, type JsonObject } from '../view/json';
import { type SpdxElement } from '../view/spdx';
import { lastStep, licenseRef, LicenseTexts } from '../view/spdx-licenses';
import { type Account } from './account';
import { isAddress } from './words';
import { type CycloneDxVersion } from './to-cyclonedx';

type LicenseRelation = 'hasDeclaredLicense' | 'hasConcludedLicense';

/** Makes entries of `licenses` from the licences that SPDX relates components to. */
export class CycloneDxLicenses {
  private readonly texts: LicenseTexts;
  private readonly taken = new Map<string, { kind: LicenseRelation; id: string }[]>();

  constructor(
    private readonly byId: ReadonlyMap<string, SpdxElement>,
    private readonly account: Account,
    private readonly version: CycloneDxVersion,
  ) {
    this.texts = new LicenseTexts(byId);
  }

  take(component: string, kind: LicenseRelation, id: string): void {
    const known = this.taken.get(component);
    if (known) known.push({ kind, id });
    else this.taken.set(component, [{ kind, id }]);
  }

  /** The licences of a component; what does not fit among them goes into its properties. */
  of(component: string, properties: Json[]): Json[] {
    const entries: { entry: JsonObject; keep: () => void }[] = [];
    for (const { kind, id } of this.taken.get(component) ?? []) {
      const acknowledgement = kind === 'hasDeclaredLicense' ? 'declared' : 'concluded';
      const keep = () =>
        properties.push({
          name: `${SPDX_PREFIX}${JSON_MARK}Relationship`,
          value: JSON.stringify({ type: 'Relationship', relationshipType: kind, to: [this.texts.of(id)] }),
        });
      const entry = this.entry(id, acknowledgement);
      if (entry) entries.push({ entry, keep });
      else keep();
    }
    const unique = [...new Map(entries.map((each) => [JSON.stringify(each.entry), each])).values()];
    // CycloneDX 1.6 has one expression or a list of single licences.
    const expression = unique.find(({ entry }) => 'expression' in entry);
    const fitting = this.version === '1.7' || !expression ? unique : unique.length === 1 ? unique : [expression];
    for (const each of unique) if (!fitting.includes(each)) each.keep();
    return fitting.map(({ entry }) => entry);
  }

  /** The entry for a licence; undefined for those that say that there is none or none is known. */
  entry(id: string, acknowledgement?: 'declared' | 'concluded'): JsonObject | undefined {
    const expression = this.texts.of(id);
    this.claim(id);
    if (expression === 'NOASSERTION' || expression === 'NONE') return undefined;
    const role: JsonObject = acknowledgement === undefined ? {} : { acknowledgement };
    const { root, problems } = parseExpression(expression);
    if (problems.length || !root) return { license: { name: expression, ...role } };
    if (root.type === 'license' && !root.orLater && isListed(root.id)) return { license: { id: root.id, ...role } };
    if (root.type === 'reference') return { license: this.named(id, expression, role) };
    return { expression, ...role };
  }

  /** A licence that is not on the list, with its text where the document has it. */
  private named(id: string, expression: string, role: JsonObject): JsonObject {
    const element = this.byId.get(id);
    const custom = items(element?.value, 'simplelicensing_customIdToUri', element?.path ?? '').find(
      ({ item }) => text(item, 'key') === expression,
    );
    const textElement =
      element?.value && text(element.value, 'simplelicensing_licenseText') !== undefined
        ? element
        : this.byId.get(text(custom?.item, 'value') ?? '');
    const content = text(textElement?.value, 'simplelicensing_licenseText');
    if (custom) this.account.use(custom.path);
    if (textElement) this.claim(textElement.id!);
    if (content !== undefined) this.account.use(below(textElement!.path, 'simplelicensing_licenseText'));
    // The name from which a conversion made the id, and the address that it had.
    const written = text(element?.value, 'name');
    const name = written !== undefined && licenseRef(written) === expression ? written : expression;
    if (name === written) this.account.use(below(element!.path, 'name'));
    const references = items(element?.value, 'externalRef', element?.path ?? '');
    const address = references.find(({ item }) => text(item, 'externalRefType') === 'license');
    const url = items(address?.item, 'locator', '')[0]?.item;
    const isPlain = typeof url === 'string' && isAddress(url);
    if (isPlain && references.length === 1) this.account.use(address!.path);
    return {
      name,
      ...role,
      ...(content === undefined ? {} : { text: { content } }),
      ...(isPlain ? { url } : {}),
    };
  }

  /** What of a licence element the entry stands for. */
  private claim(id: string): void {
    const element = this.byId.get(id);
    if (!element) return;
    const { path, value } = element;
    this.account.use(
      below(path, 'simplelicensing_licenseExpression'),
      ...['member', 'subjectLicense', 'subjectExtendableLicense', 'subjectAddition'].map((key) =>
        below(path, `expandedlicensing_${key}`),
      ),
    );
    if (lastStep(id) === text(value, 'name')) this.account.use(below(path, 'name'));
    this.account.lose(below(path, 'spdxId'), t('licences have no id in CycloneDX'));
  }
}

/** Whether a licence is on the SPDX list that CycloneDX takes ids from: not only on that of the Model Openness Tool. */
export function isListed(id: string): boolean {
  return licenseById(id) !== undefined && !/\+$|^BSD-2-clause-first-lines$/.test(id);
}
