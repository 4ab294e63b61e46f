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
/** A time in a certificate: the short form up to 2049. */
export function time(date: Date): Buffer;
export const TRUE: Buffer;

/** An element that was read; `whole` is with tag and length. */
export interface Read {
  tag: number;
  content: Buffer;
  whole: Buffer;
}
/** Reads elements that stand one after the other. */
export function elementsOf(bytes: Buffer): Read[];
/** One of the elements in a sequence. */
export function elementIn(der: Buffer, index: number): Read;
