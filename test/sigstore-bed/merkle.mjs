// The tree of a transparency log, and the path from an entry to its root (RFC 6962, 2.1).
import { createHash } from 'node:crypto';

/** @param {...Uint8Array} parts */
export const sha256 = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** @param {Uint8Array} entry */
export const leafHash = (entry) => sha256(Buffer.from([0]), entry);

/** The largest power of two below a number. */
const split = (/** @type {number} */ count) => 2 ** (31 - Math.clz32(count - 1));

export class Tree {
  /** @type {Buffer[]} */
  #leaves;

  /** @param {string[]} [saved] what an earlier tree had; without it, there are some entries of others */
  constructor(saved) {
    const others = ['first', 'second', 'third'].map((text) => leafHash(Buffer.from(text)));
    this.#leaves = saved?.map((leaf) => Buffer.from(leaf, 'base64')) ?? others;
  }

  save() {
    return this.#leaves.map((leaf) => leaf.toString('base64'));
  }

  get size() {
    return this.#leaves.length;
  }

  /**
   * @param {Uint8Array} entry
   * @returns {number} its index
   */
  append(entry) {
    return this.#leaves.push(leafHash(entry)) - 1;
  }

  root() {
    return rootOf(this.#leaves);
  }

  /**
   * The hashes beside the way up, from the leaf on.
   * @param {number} index
   */
  path(index) {
    return pathIn(this.#leaves, index);
  }
}

/**
 * @param {Buffer[]} leaves
 * @returns {Buffer}
 */
function rootOf(leaves) {
  const [first] = leaves;
  if (!first) return sha256();
  if (leaves.length === 1) return first;
  const at = split(leaves.length);
  return sha256(Buffer.from([1]), rootOf(leaves.slice(0, at)), rootOf(leaves.slice(at)));
}

/**
 * @param {Buffer[]} leaves
 * @param {number} index
 * @returns {Buffer[]}
 */
function pathIn(leaves, index) {
  if (leaves.length < 2) return [];
  const at = split(leaves.length);
  const [left, right] = [leaves.slice(0, at), leaves.slice(at)];
  return index < at ? [...pathIn(left, index), rootOf(right)] : [...pathIn(right, index - at), rootOf(left)];
}
