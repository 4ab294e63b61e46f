import { countedAs, type ContentType } from './components';
import {
  LICENSE_SCOPES,
  type GlobalLicense,
  type MofComponent,
  type MofDocument,
  type WrittenLicense,
} from './document';
import { type ScalarNode } from '../text/tree';

/** A licence id as it stands in the text, and what it is for. */
export interface LicenseUse {
  written: WrittenLicense;
  node: ScalarNode;
  id: string;
  /** Set for the licence of one component. */
  component?: MofComponent;
  /** Set for a global licence. */
  global?: GlobalLicense;
  /** What it covers; undefined for `distribution`, which covers everything. */
  type: ContentType | undefined;
}

/** Every licence that is written and not blank, global ones first. `unlicensed` means none and is left out. */
export function licenseUses(document: MofDocument): LicenseUse[] {
  const uses: LicenseUse[] = [];
  for (const scope of LICENSE_SCOPES) {
    const global = document.globals[scope];
    const written = global?.name;
    if (global && written?.node && written.id?.trim() && written.id !== 'unlicensed')
      uses.push({
        written,
        node: written.node,
        id: written.id,
        global,
        type: scope === 'distribution' ? undefined : scope,
      });
  }
  for (const component of document.components) {
    const written = component.license;
    if (written?.node && written.id?.trim() && written.id !== 'unlicensed')
      uses.push({
        written,
        node: written.node,
        id: written.id,
        component,
        type: countedAs(component.name ?? '').type,
      });
  }
  return uses;
}

/** What people write where a licence should be when there is none, or when they will not say. */
const NOT_INCLUDED = /^\s*(?:component\s+)+not\s+includ/i;
const NO_LICENSE =
  /^\s*(?:pending evaluation|licen[cs]e not specified|not specified|unspecified|unlicen[cs]ed|no licen[cs]e|none|n\/?a|null|-)\s*\.?\s*$/i;
const UNTOLD =
  /^\s*(?:undisclosed|proprietary|other licen[cs]e|other|licen[cs]e|unknown|tbd|todo|custom|closed|closed source|all rights reserved)\s*\.?\s*$/i;

/** Which kind of placeholder a text is; undefined for what may be a licence. */
export function placeholderKind(id: string): 'not-included' | 'no-license' | 'untold' | undefined {
  if (NOT_INCLUDED.test(id)) return 'not-included';
  if (NO_LICENSE.test(id)) return 'no-license';
  return UNTOLD.test(id) ? 'untold' : undefined;
}

/** The members of a text that is written as an SPDX expression; undefined when it is none. */
export function expressionMembers(id: string): string[] | undefined {
  if (!/\s(?:OR|AND|WITH|or|and|with)\s/.test(id) && !/^\(.*\)$/.test(id.trim())) return undefined;
  const members = id.split(/\s+(?:OR|AND|or|and)\s+/).map((m) => m.replace(/^[\s(]+|[\s)]+$/g, ''));
  // A sentence with "and" in it is no expression: its members would have blanks.
  return members.every((m) => /^[\w.+-]+(?:\s+(?:WITH|with)\s+[\w.+-]+)?$/.test(m)) && members.length > 0
    ? members
    : undefined;
}
