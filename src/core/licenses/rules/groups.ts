import { type LicenseForm, type LicenseStatement, type Licensing } from '../statement';
import { readLicense, type Reading } from './reading';

/** All statements of a document that have the same words: they share what is right and wrong with them. */
export interface LicenseGroup {
  text: string;
  form: LicenseForm;
  reading: Reading;
  statements: LicenseStatement[];
}

const known = new WeakMap<Licensing, readonly LicenseGroup[]>();

/** The statements of a document by their words. A document has few of these, however many statements it has. */
export function licenseGroups(licensing: Licensing): readonly LicenseGroup[] {
  let groups = known.get(licensing);
  if (!groups) known.set(licensing, (groups = groupsOf(licensing)));
  return groups;
}

function groupsOf({ statements }: Licensing): LicenseGroup[] {
  const byForm = new Map<LicenseForm, Map<string, LicenseGroup>>();
  const groups: LicenseGroup[] = [];
  for (const statement of statements) {
    const { text, form } = statement;
    let byText = byForm.get(form);
    if (!byText) byForm.set(form, (byText = new Map()));
    const group = byText.get(text);
    if (group) group.statements.push(statement);
    else {
      const made = { text, form, reading: readLicense(text, form), statements: [statement] };
      byText.set(text, made);
      groups.push(made);
    }
  }
  return groups;
}

/** Groups without those that only say that another one names the licence: `license: other` in a card. */
export function ownGroups(licensing: Licensing): readonly LicenseGroup[] {
  const groups = licenseGroups(licensing);
  if (!groups.some(({ form }) => form === 'name')) return groups;
  return groups.filter((group) => !saysOther(group));
}

/** Whether it is the tag that only says that the licence has none. */
export function saysOther({ form, text }: Pick<LicenseStatement, 'form' | 'text'>): boolean {
  return form === 'tag' && text.toLowerCase() === 'other';
}
