import { SPDX_EXCEPTIONS, SPDX_LICENSES, SPDX_LIST_VERSION } from './generated/spdx';

/** Version of the SPDX licence list that the catalogue holds. */
export const LIST_VERSION: string = SPDX_LIST_VERSION;

/** A licence of the SPDX list. */
export interface License {
  id: string;
  name: string;
  /** Approved by the Open Source Initiative, by today's list. */
  osiApproved: boolean;
  /** Free in the eyes of the Free Software Foundation. */
  fsfLibre: boolean;
  /** SPDX recommends another id. */
  deprecated: boolean;
  /** On the list that the Model Openness Tool froze on 2024-05-21. */
  inMotList: boolean;
  /** On today's list. Six ids with a `+` and one other spelling are on the frozen one only. */
  listed: boolean;
  /** Page with the text. */
  url: string;
}

/** An exception of the SPDX list: what may follow `WITH`. */
export interface LicenseAddition {
  id: string;
  name: string;
  deprecated: boolean;
  url: string;
}

/** Both ways to look a row up: by its exact id and by its id in small letters. */
interface Table<T> {
  byId: Map<string, T>;
  byFold: Map<string, T>;
}

let licenses: Table<License> | undefined;
let additions: Table<LicenseAddition> | undefined;

/** The table is unpacked on first use: start-up does not pay for it. */
function licenseTable(): Table<License> {
  if (licenses) return licenses;
  licenses = { byId: new Map(), byFold: new Map() };
  for (const [id, flags, name] of rows(SPDX_LICENSES)) {
    const license: License = {
      id,
      name,
      osiApproved: flags.includes('o'),
      fsfLibre: flags.includes('f'),
      deprecated: flags.includes('d'),
      inMotList: flags.includes('m'),
      listed: !flags.includes('x'),
      url: page(id),
    };
    licenses.byId.set(id, license);
    // Where two spellings differ in case only, the one of today's list is found.
    if (license.listed || !licenses.byFold.has(id.toLowerCase())) licenses.byFold.set(id.toLowerCase(), license);
  }
  return licenses;
}

function additionTable(): Table<LicenseAddition> {
  if (additions) return additions;
  additions = { byId: new Map(), byFold: new Map() };
  for (const [id, flags, name] of rows(SPDX_EXCEPTIONS)) {
    const addition = { id, name, deprecated: flags.includes('d'), url: page(id) };
    additions.byId.set(id, addition);
    additions.byFold.set(id.toLowerCase(), addition);
  }
  return additions;
}

function rows(packed: string): [id: string, flags: string, name: string][] {
  return packed.split('\n').map((row) => row.split('\t') as [string, string, string]);
}

function page(id: string): string {
  return `https://spdx.org/licenses/${encodeURIComponent(id)}.html`;
}

/** The licence with exactly this id. */
export function licenseById(id: string): License | undefined {
  return licenseTable().byId.get(id);
}

/** The licence with this id in any case: SPDX ids are matched without regard to case (SPDX 3.0.1, annex B.2). */
export function licenseIgnoringCase(id: string): License | undefined {
  return licenseTable().byFold.get(id.toLowerCase());
}

/** Whether an id is on the SPDX list that the Model Openness Tool froze. */
export function isInMotList(id: string): boolean {
  return licenseById(id)?.inMotList ?? false;
}

/** All licences, in the order of their ids. */
export function allLicenses(): Iterable<License> {
  return licenseTable().byId.values();
}

/** The exception with exactly this id. */
export function additionById(id: string): LicenseAddition | undefined {
  return additionTable().byId.get(id);
}

/** The exception with this id in any case. */
export function additionIgnoringCase(id: string): LicenseAddition | undefined {
  return additionTable().byFold.get(id.toLowerCase());
}

/** All exceptions, in the order of their ids. */
export function allAdditions(): Iterable<LicenseAddition> {
  return additionTable().byId.values();
}
