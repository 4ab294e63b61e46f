const UNITS = ['KiB', 'MiB', 'GiB', 'TiB'];

/** A number of bytes for people, in three digits at least: `812 B`, `4.27 GiB`. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  let [size, unit] = [bytes / 1024, 0];
  for (; size >= 1000 && unit < UNITS.length - 1; unit++) size /= 1024;
  return `${size.toPrecision(Math.max(3, Math.trunc(size).toString().length))} ${UNITS[unit]}`;
}
