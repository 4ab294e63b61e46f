const UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'];
const STEP = 1024;

/** A number of bytes for people: `12 bytes`, `4.2 GiB`. */
export function shownBytes(bytes: number): string {
  if (bytes < STEP) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  let [value, unit] = [bytes / STEP, 0];
  // What would be shown as 1024 is one of the next unit.
  for (; value >= STEP - 0.05 && unit < UNITS.length - 1; unit++) value /= STEP;
  return `${value.toFixed(1)} ${UNITS[unit]!}`;
}

/** `1 file`, `2 files`. */
export function countOf(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
