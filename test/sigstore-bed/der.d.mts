export function element(tag: number, ...parts: Uint8Array[]): Buffer;
export function sequence(...parts: Uint8Array[]): Buffer;
/** SET OF, whose elements are put into the order of their bytes. */
export function setOf(...parts: Uint8Array[]): Buffer;
/** A constructed element of a context-specific tag. */
export function context(number: number, ...parts: Uint8Array[]): Buffer;
/** @param value not negative */
export function integer(value: number | bigint): Buffer;
export function oid(dotted: string): Buffer;
export function octets(...parts: Uint8Array[]): Buffer;
/** @param bytes whole bytes of bits */
export function bits(bytes: Uint8Array): Buffer;
export function utf8(text: string): Buffer;
/** @param date its whole seconds count */
export function generalizedTime(date: Date): Buffer;
export const TRUE: Buffer;
