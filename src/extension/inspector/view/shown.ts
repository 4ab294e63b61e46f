import { printable } from '../../../core/report/printable';
import { type Fact, type Mark, type Value } from '../../../../webview/protocol';

/** A text of somebody else on one line, in which nothing acts any more. */
export const shown = printable;

/** The same for a text of many lines. */
export function shownLines(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.split('\t').map(printable).join('\t'))
    .join('\n');
}

/** A text of somebody else as a value. */
export function value(text: string, source?: number): Value {
  return { text: shown(text), ...(source === undefined ? {} : { source }) };
}

/** A digest, path, address or the like. */
export function technical(text: string, source?: number): Value {
  return { ...value(text, source), mono: true };
}

/** A state; it can't be copied. */
export function marked(mark: Mark): Value {
  return { text: '', mark };
}

/** A line of facts; undefined where there is nothing to say. */
export function fact(label: string, ...values: (Value | string | undefined)[]): Fact | undefined {
  const found = values.flatMap((each) =>
    each === undefined || each === '' ? [] : typeof each === 'string' ? [value(each)] : [each],
  );
  return found.length ? { label: shown(label), values: found } : undefined;
}

/** Those that there are. */
export function known<T>(...list: (T | undefined)[]): T[] {
  return list.filter((each) => each !== undefined);
}

/** A moment as it was written, without the letters of ISO 8601: `2026-08-04 12:00:00 UTC`. */
export function moment(iso: string): string {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/.exec(iso);
  return parts ? `${parts[1]} ${parts[2]} UTC` : iso;
}
