import { below, type Json } from '../view/json';
import { type BomFormat } from '../view/fields';
import { type Pointer } from '../view/view';

/** A part of the source that the result does not hold. */
export interface Loss {
  path: Pointer;
  reason: string;
}

/** A part of the source that the result holds in a property, for want of a field. */
export interface Kept {
  path: Pointer;
  /** Name of the property. */
  as: string;
}

/** Something that the result holds and the source does not: what its format demands, or how something was understood. */
export interface Addition {
  /** Where in the result, in words of its format. */
  at: string;
  reason: string;
}

/** What became of a source. */
export interface ConversionReport {
  from: { format: BomFormat; version: string };
  to: { format: BomFormat; version: string };
  lost: readonly Loss[];
  kept: readonly Kept[];
  added: readonly Addition[];
}

/**
 * Keeps the books of a conversion: every value of the source is used, kept or lost. What nobody claims is lost, so that
 * the report can't forget anything.
 */
export class Account {
  private readonly claimed = new Set<Pointer>();
  private readonly reasons = new Map<Pointer, string>();
  private readonly kept = new Map<Pointer, Kept>();
  private readonly added = new Map<string, Addition>();

  /** What stands here has its place in the result. */
  use(...paths: Pointer[]): void {
    for (const path of paths) this.claimed.add(path);
  }

  keep(path: Pointer, as: string): void {
    this.claimed.add(path);
    this.kept.set(path, { path, as });
  }

  /** What stands here has no place, if it is there at all. */
  lose(path: Pointer, reason: string): void {
    this.reasons.set(path, reason);
  }

  add(at: string, reason: string): void {
    this.added.set(`${at} ${reason}`, { at, reason });
  }

  /** Whether nothing is open any more in a part of the source. */
  isSettled(path: Pointer, value: Json): boolean {
    if (this.claimed.has(path)) return true;
    if (typeof value !== 'object' || value === null) return false;
    const inside = Object.entries(value);
    return inside.length > 0 && inside.every(([key, child]) => this.isSettled(below(path, key), child));
  }

  /** Closes the books over a source; `reasonOf` says why what nobody claimed has no place. */
  close(root: Json, reasonOf: () => string) {
    const lost: Loss[] = [];
    const onTheWay = new Set<Pointer>(['']);
    for (const path of [...this.claimed, ...this.reasons.keys()])
      for (let at = path; at && !onTheWay.has(at); at = at.slice(0, at.lastIndexOf('/'))) onTheWay.add(at);
    const pending: { value: Json; path: Pointer }[] = [{ value: root, path: '' }];
    for (let next = pending.pop(); next; next = pending.pop()) {
      const { value, path } = next;
      if (this.claimed.has(path)) continue;
      const reason = this.reasons.get(path);
      if (reason !== undefined) {
        lost.push({ path, reason });
        continue;
      }
      const inside = typeof value === 'object' && value !== null ? Object.entries(value) : undefined;
      if (inside && !inside.length) continue;
      if (inside && onTheWay.has(path)) {
        for (const [key, child] of inside.reverse()) pending.push({ value: child, path: below(path, key) });
      } else lost.push({ path, reason: reasonOf() });
    }
    return { lost, kept: [...this.kept.values()], added: [...this.added.values()] };
  }
}
