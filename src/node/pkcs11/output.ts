/** What pkcs11-tool tells of a slot with a token. */
export interface Slot {
  /** Decimal. */
  'slot-id': string;
  token: string;
  manufacturer: string;
  model: string;
  serial: string;
  needsLogin: boolean;
}

/** What it tells of a key. */
export interface KeyObject {
  kind: 'private' | 'public';
  /** `EC`, `RSA` … */
  algorithm: string;
  label: string;
  /** Hexadecimal. */
  id: string;
  /** Of public keys on a curve, hexadecimal. */
  point?: string;
  parameters?: string;
}

/** Reads the output of `pkcs11-tool --list-slots`; slots without an initialised token are left out. */
export function parseSlots(output: string): Slot[] {
  return blocks(output, /^Slot \d+ \((0x[0-9a-f]+)\)/i).flatMap(({ match, facts }) => {
    const token = facts.get('token label');
    if (token === undefined) return [];
    const fact = (name: string) => facts.get(name) ?? '';
    return [
      {
        'slot-id': BigInt(match[1]!).toString(),
        token,
        manufacturer: fact('token manufacturer'),
        model: fact('token model'),
        serial: fact('serial num'),
        needsLogin: fact('token flags').includes('login required'),
      },
    ];
  });
}

/** Reads the output of `pkcs11-tool --list-objects`; what is no key is left out. */
export function parseKeys(output: string): KeyObject[] {
  return blocks(output, /^(Private|Public) Key Object; ?([\w-]*)/).map(({ match, facts }) => {
    const [point, parameters] = [hex(facts.get('EC_POINT')), hex(facts.get('EC_PARAMS'))];
    return {
      kind: match[1] === 'Private' ? 'private' : 'public',
      algorithm: match[2]!,
      label: facts.get('label') ?? '',
      id: hex(facts.get('ID')) ?? '',
      ...(point === undefined ? {} : { point }),
      ...(parameters === undefined ? {} : { parameters }),
    };
  });
}

interface Block {
  match: RegExpExecArray;
  facts: Map<string, string>;
}

/** Lines that are indented belong to the one before them that is not. */
function blocks(output: string, title: RegExp): Block[] {
  const found: Block[] = [];
  let current: Block | undefined;
  for (const line of output.split(/\r?\n/)) {
    if (!/^\s/.test(line)) {
      const match = title.exec(line);
      current = match ? { match, facts: new Map() } : undefined;
      if (current) found.push(current);
      continue;
    }
    const [, name, value] = /^\s+(.*?)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    // Of two lines with a name, the second may be a part of a label.
    if (name !== undefined && current && !current.facts.has(name)) current.facts.set(name, value!);
  }
  return found;
}

/** Later versions say more behind the digits. */
function hex(value: string | undefined): string | undefined {
  const digits = /^(?:[0-9a-f]{2}:?)+/i.exec(value ?? '')?.[0];
  return digits?.replaceAll(':', '').toLowerCase();
}
