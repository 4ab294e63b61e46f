import { type InventoryFormat } from '.';
import { byLicense } from '../groups';

/** For scripts: the licences, and the places where they are written. Lines and characters count from 0. */
export const json: InventoryFormat = (inventory) => {
  const licenses = byLicense(inventory).map(({ summary: { license, name, openness, restrictions, url }, rows }) => ({
    license,
    name: name ?? null,
    openness,
    restrictions,
    url: url ?? null,
    places: rows.length,
  }));
  const places = inventory.rows.map(({ file, range, subject, content, role, written, license, severity }) => ({
    file,
    range,
    subject: subject ?? null,
    content: content ?? null,
    role,
    written,
    license,
    finding: severity ?? null,
  }));
  return `${JSON.stringify({ licenses, places }, null, 2)}\n`;
};
