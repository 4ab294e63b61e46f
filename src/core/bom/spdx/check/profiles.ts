import { profileOf, propertyNames, spdxEnum, type SpdxClass } from '../table';

let bits: Map<string, number> | undefined;
let byProperty: number[] | undefined;

/** The bit of a profile; 0 for a name that is none. */
export function profileBit(profile: string): number {
  bits ??= new Map([...spdxEnum('ProfileIdentifierType')!].map((name, i) => [name, 1 << i]));
  return bits.get(profile) ?? 0;
}

/** The profile that a property belongs to, by the property's number. */
export function propertyBit(property: number): number {
  return (byProperty ??= propertyNames().map((name) => profileBit(profileOf(name))))[property] ?? 0;
}

/** The profile that a class belongs to. */
export function classBit(of: SpdxClass): number {
  return profileBit(of.profile);
}

/** The names behind the bits, in the order of the model. */
export function profilesIn(set: number): string[] {
  profileBit('core');
  return [...bits!].filter(([, bit]) => set & bit).map(([name]) => name);
}
