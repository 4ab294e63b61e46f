import { pypiPurl } from './identifiers';
import { type Dependency } from './inventory';

/** Name, extras, and what may stand behind them (PEP 508). */
const REQUIREMENT =
  /^([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(?:@\s*(\S+)|\(?((?:[<>=!~]=?=?)[^;#)]*)\)?)?\s*(?:;.*|#.*)?$/;

/** A requirement of Python as `requirements.txt` and `pyproject.toml` write it; undefined for what is none. */
export function dependencyOf(written: string, scope?: Dependency['scope']): Dependency | undefined {
  const line = written.trim();
  if (line.length > 1000) return undefined;
  // Hashes and options of pip follow a blank.
  const [, name, , range] = REQUIREMENT.exec(line.replace(/\s+(?:--[a-z-]+[= ]\S+\s*|\\)+.*$/, '')) ?? [];
  if (name === undefined) return undefined;
  const clause = range?.trim().replace(/,\s*$/, '');
  const [, exact] = /^={2,3}\s*([\w.!+-]+)$/.exec(clause ?? '') ?? [];
  return {
    name,
    ...(exact !== undefined && { version: exact }),
    ...(clause && exact === undefined && { range: clause }),
    purl: pypiPurl(name, exact),
    ...(scope && { scope }),
  };
}

/** What a dependency is for, by the name of its file or group. */
export function scopeOf(name: string): Dependency['scope'] | undefined {
  if (/train|finetun|sft/i.test(name)) return 'training';
  if (/eval|bench/i.test(name)) return 'evaluation';
  if (/dev|test|lint|docs?\b|ci\b/i.test(name)) return 'development';
  return undefined;
}
