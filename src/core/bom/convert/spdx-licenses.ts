import { t } from '../../l10n';
import { licenseById } from '../../licenses/catalogue';
import { parseExpression } from '../../licenses/expression';
import { below, get, items, text, type Json, type JsonObject } from '../view/json';
import { licenseRef } from '../view/spdx-licenses';
import { type Pointer } from '../view/view';
import { type Account } from './account';
import { fragment } from './ids';

/** The individual that stands for a licence nobody knows, or for the fact that there is none. */
const INDIVIDUAL: Readonly<Record<string, string>> = {
  NOASSERTION: 'expandedlicensing_NoAssertionLicense',
  NONE: 'expandedlicensing_NoneLicense',
};

/** Makes licence elements of the entries of `licenses`; the same licence becomes one element. */
export class SpdxLicenses {
  private readonly known = new Map<string, string>();
  private readonly ids = new Set<string>();

  constructor(
    private readonly base: string,
    private readonly account: Account,
    private readonly add: (element: JsonObject) => void,
  ) {}

  /** Relates a component to its licences. */
  relate(component: JsonObject, path: Pointer, relate: (kind: string, id: string) => void): void {
    for (const { item, path: at } of items(component, 'licenses', path)) {
      const id = this.of(item, at);
      if (id === undefined) continue;
      const role = text(item, 'acknowledgement') ?? text(get(item, 'license'), 'acknowledgement');
      if (role === undefined)
        this.account.add(
          'hasDeclaredLicense',
          t('CycloneDX does not say whether a licence is declared or concluded: it was taken as declared'),
        );
      relate(role === 'concluded' ? 'hasConcludedLicense' : 'hasDeclaredLicense', id);
    }
  }

  /** The id of the element for an entry. */
  of(item: Json, path: Pointer): string | undefined {
    const license = get(item, 'license');
    const at = below(path, 'license');
    this.account.use(below(path, 'acknowledgement'), below(at, 'acknowledgement'));
    const expression = text(item, 'expression');
    if (expression !== undefined) {
      this.account.use(below(path, 'expression'));
      return this.ofExpression(expression);
    }
    const id = text(license, 'id');
    if (id !== undefined) {
      this.account.use(below(at, 'id'));
      return this.ofExpression(id);
    }
    const name = text(license, 'name');
    if (name === undefined) return undefined;
    this.account.use(below(at, 'name'));
    const content = plainText(get(license, 'text'));
    const url = text(license, 'url');
    if (content !== undefined)
      this.account.use(below(below(at, 'text'), 'content'), below(below(at, 'text'), 'encoding'));
    if (url !== undefined) this.account.use(below(at, 'url'));
    return this.named(name, content, url);
  }

  /** The id of the element for an expression. */
  ofExpression(expression: string): string {
    const individual = Object.hasOwn(INDIVIDUAL, expression) ? INDIVIDUAL[expression] : undefined;
    return (
      individual ?? this.element(expression, isSingle(expression), { simplelicensing_licenseExpression: expression })
    );
  }

  /** A licence that only has a name, with its text and address where they are known. */
  private named(name: string, content: string | undefined, url: string | undefined): string {
    if (Object.hasOwn(INDIVIDUAL, name)) return INDIVIDUAL[name]!;
    if (licenseById(name)) return this.ofExpression(name);
    const { root, problems } = parseExpression(name);
    const reference = root?.type === 'reference' && !problems.length ? name : licenseRef(name);
    const key = JSON.stringify([reference, name, content, url]);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    let custom: Json[] = [];
    if (content !== undefined) {
      const textId = this.free(`LicenseText/${reference}`);
      this.add({ type: 'simplelicensing_SimpleLicensingText', spdxId: textId, simplelicensing_licenseText: content });
      custom = [{ type: 'DictionaryEntry', key: reference, value: textId }];
    }
    return this.element(key, false, {
      ...(reference === name ? {} : { name }),
      ...(url === undefined
        ? {}
        : { externalRef: [{ type: 'ExternalRef', externalRefType: 'license', locator: [url] }] }),
      simplelicensing_licenseExpression: reference,
      ...(custom.length ? { simplelicensing_customIdToUri: custom } : {}),
    });
  }

  private element(key: string, isListed: boolean, properties: JsonObject): string {
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const expression = properties['simplelicensing_licenseExpression'] as string;
    // The page of a listed licence is the id that the official examples use.
    const id = isListed ? `https://spdx.org/licenses/${expression}` : this.free(`License/${expression}`);
    this.known.set(key, id);
    this.add({ type: 'simplelicensing_LicenseExpression', spdxId: id, ...properties });
    return id;
  }

  private free(name: string): string {
    const wanted = `${this.base}#${fragment(name)}`;
    let id = wanted;
    for (let n = 2; this.ids.has(id); n++) id = `${wanted}-${n}`;
    this.ids.add(id);
    return id;
  }
}

function isSingle(expression: string): boolean {
  return licenseById(expression) !== undefined;
}

/** The text of an attachment, also where it is written in base64. */
function plainText(attachment: Json | undefined): string | undefined {
  const content = text(attachment, 'content');
  if (content === undefined || text(attachment, 'encoding') !== 'base64') return content;
  try {
    const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes) || undefined;
  } catch {
    return undefined; // no text, or no base64
  }
}
