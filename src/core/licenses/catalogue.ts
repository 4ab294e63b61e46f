import { SPDX_LICENSES } from './generated/spdx';

/** A licence of the SPDX list. */
export interface License {
  id: string;
  name: string;
  /** Approved by the Open Source Initiative, by today's list. */
  osiApproved: boolean;
  /** SPDX recommends another id. */
  deprecated: boolean;
  /** On the list that the Model Openness Tool froze on 2024-05-21. */
  inMotList: boolean;
  /** Page with the text. */
  url: string;
}

let byId: Map<string, License> | undefined;
let byFold: Map<string, License> | undefined;

/** The table is unpacked on first use: start-up does not pay for it. */
function catalogue(): Map<string, License> {
  if (byId) return byId;
  byId = new Map();
  byFold = new Map();
  for (const row of SPDX_LICENSES.split('\n')) {
    const [id, flags, name] = row.split('\t') as [string, string, string];
    const license: License = {
      id,
      name,
      osiApproved: flags.includes('o'),
      deprecated: flags.includes('d'),
      inMotList: flags.includes('m'),
      url: `https://spdx.org/licenses/${encodeURIComponent(id)}.html`,
    };
    byId.set(id, license);
    // Where two spellings differ in case only, the one of today's list is found.
    if (!byFold.has(id.toLowerCase()) || !flags.includes('x')) byFold.set(id.toLowerCase(), license);
  }
  return byId;
}

/** The licence with exactly this id. */
export function licenseById(id: string): License | undefined {
  return catalogue().get(id);
}

/** The licence with this id in any case: SPDX ids are matched without regard to case (SPDX 3.0.1, annex B.2). */
export function licenseIgnoringCase(id: string): License | undefined {
  catalogue();
  return byFold!.get(id.toLowerCase());
}

/** Whether an id is on the SPDX list that the Model Openness Tool froze. */
export function isInMotList(id: string): boolean {
  return licenseById(id)?.inMotList ?? false;
}

/** All licences, in the order of their ids. */
export function allLicenses(): Iterable<License> {
  return catalogue().values();
}
