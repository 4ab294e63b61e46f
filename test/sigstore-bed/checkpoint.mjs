// The head of a log, signed: github.com/C2SP/C2SP, tlog-checkpoint.md and signed-note.md

/** @import { Tree } from './merkle.mjs' */

/**
 * @param {object} input
 * @param {string} input.origin first line
 * @param {string} input.name who signs
 * @param {Buffer} input.keyId its first four bytes stand before the signature
 * @param {Tree} input.tree
 * @param {(note: Buffer) => Buffer} input.sign
 */
export function checkpoint({ origin, name, keyId, tree, sign }) {
  const note = `${origin}\n${tree.size}\n${tree.root().toString('base64')}\n`;
  const signature = Buffer.concat([keyId.subarray(0, 4), sign(Buffer.from(note))]);
  return `${note}\n\u2014 ${name} ${signature.toString('base64')}\n`;
}
