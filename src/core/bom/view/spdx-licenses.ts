import { items, text } from './json';
import { type SpdxElement } from './spdx';

/** Sets and operators inside sets; a licence nested deeper names itself by its id. */
const MAX_DEPTH = 32;

/** Page of a licence on the SPDX list; tools use it as an id (LicenseListPublisher#183). */
const LISTED = /^https?:\/\/spdx\.org\/licenses\/([A-Za-z0-9.+-]+?)(?:\.html)?$/;

/** Says what the licences of an SPDX document are, as expressions. */
export class LicenseTexts {
  constructor(private readonly byId: ReadonlyMap<string, SpdxElement>) {}

  /** The expression that a reference to a licence stands for. */
  of(id: string, depth = 0): string {
    if (/(?:^|\/|_)NoAssertion(?:License|Element)?$/.test(id)) return 'NOASSERTION';
    if (/(?:^|\/|_)None(?:License|Element)?$/.test(id)) return 'NONE';
    const element = this.byId.get(id);
    const expression = text(element?.value, 'simplelicensing_licenseExpression');
    if (expression !== undefined) return expression;
    const listed = LISTED.exec(id)?.[1];
    if (listed !== undefined) return listed;
    if (!element || depth > MAX_DEPTH) return id;
    const inner = (key: string) => this.of(text(element.value, key) ?? '?', depth + 1);
    switch (element.type) {
      case 'expandedlicensing_ConjunctiveLicenseSet':
        return this.joined(element, ' AND ', depth);
      case 'expandedlicensing_DisjunctiveLicenseSet':
        return this.joined(element, ' OR ', depth);
      case 'expandedlicensing_OrLaterOperator':
        return `${inner('expandedlicensing_subjectLicense')}+`;
      case 'expandedlicensing_WithAdditionOperator':
        return `${inner('expandedlicensing_subjectExtendableLicense')} WITH ${inner('expandedlicensing_subjectAddition')}`;
      case 'simplelicensing_SimpleLicensingText':
      case 'expandedlicensing_CustomLicense':
        return licenseRef(text(element.value, 'name') ?? lastStep(id));
      default:
        return text(element.value, 'name') ?? id;
    }
  }

  private joined({ value }: SpdxElement, operator: string, depth: number): string {
    const members = items(value, 'expandedlicensing_member', '').map(({ item }) => this.of(String(item), depth + 1));
    return `(${members.join(operator)})`;
  }
}

/** The part of an IRI that names the thing. */
export function lastStep(id: string): string {
  return id.replace(/[/#]+$/, '').replace(/^.*[/#]/, '') || id;
}

/** A name as the id of a licence that is defined elsewhere: letters, digits, dots and hyphens (SPDX 3.0.1, annex). */
export function licenseRef(name: string): string {
  const safe = name.replace(/^LicenseRef-/, '').replace(/[^A-Za-z0-9.-]+/g, '-');
  return `LicenseRef-${safe.replace(/^-+|-+$/g, '') || 'unnamed'}`;
}
