// A transparency log that only proves: Rekor v2, github.com/sigstore/rekor-tiles.
import { sign } from 'node:crypto';
import { canonical } from './canonical.mjs';
import { checkpoint } from './checkpoint.mjs';
import { checkedEnvelope, keyIn } from './envelope.mjs';
import { sha256, Tree } from './merkle.mjs';
import { jsonOf, Refusal } from './server.mjs';
import { spki } from './x509.mjs';

/** @import { Authorities } from './authorities.mjs' */
/** @import { Routes } from './server.mjs' */

const ED25519 = Buffer.from([1]);
const base64 = (/** @type {Uint8Array} */ bytes) => Buffer.from(bytes).toString('base64');
const bytesOf = (/** @type {unknown} */ text) => Buffer.from(String(text), 'base64');

export class RekorV2 {
  /**
   * @param {string} host its name: without a port, so that it can move to another
   * @param {Authorities} authorities
   * @param {{ saved?: string[], takesDsse?: boolean }} [options] its tree; whether it takes entries of kind `dsse`
   */
  constructor(host, authorities, { saved, takesDsse = true } = {}) {
    this.takesDsse = takesDsse;
    this.tree = new Tree(saved);
    this.host = host;
    this.authorities = authorities;
    const raw = spki(authorities.pair('rekor-v2').publicKey).subarray(-32);
    // C2SP, signed-note.md, "Signatures"
    this.id = sha256(Buffer.from(`${host}\n`), ED25519, raw);
  }

  /** @returns {Routes} */
  get routes() {
    return {
      'POST /api/v2/log/entries': (request) => {
        const entry = entryFor(jsonOf(request));
        if (entry.kind === 'dsse' && !this.takesDsse) throw new Refusal(400, 'invalid type, must be hashedrekord');
        return { status: 201, json: this.log(entry, request.lie) };
      },
    };
  }

  /**
   * Logs an entry, whatever is in it.
   * @param {{ kind: string, apiVersion: string, spec: object }} entry
   * @returns a TransparencyLogEntry
   */
  log(entry, lie = false) {
    const body = Buffer.from(canonical(entry));
    const { tree, host, id: keyId } = this;
    const index = tree.append(body);
    const key = this.authorities.signingKey('rekor-v2', lie);
    const envelope = checkpoint({ origin: host, name: host, keyId, tree, sign: (note) => sign(null, note, key) });
    return {
      logIndex: String(index),
      logId: { keyId: base64(keyId) },
      kindVersion: { kind: entry.kind, version: entry.apiVersion },
      integratedTime: '0',
      inclusionProof: {
        logIndex: String(index),
        rootHash: base64(tree.root()),
        treeSize: String(tree.size),
        hashes: tree.path(index).map(base64),
        checkpoint: { envelope },
      },
      canonicalizedBody: base64(body),
    };
  }
}

/** @param {any} asked a CreateEntryRequest */
function entryFor(asked) {
  if (asked?.dsseRequestV002)
    return { apiVersion: '0.0.2', kind: 'dsse', spec: { dsseV002: dsse(asked.dsseRequestV002) } };
  if (asked?.hashedRekordRequestV002)
    return {
      apiVersion: '0.0.2',
      kind: 'hashedrekord',
      spec: { hashedRekordV002: hashedRekord(asked.hashedRekordRequestV002) },
    };
  throw new Refusal(400, 'neither a dsseRequestV002 nor a hashedRekordRequestV002');
}

/** @param {any} request */
function dsse({ envelope, verifiers }) {
  const [verifier, ...more] = verifiers ?? [];
  if (!verifier || more.length) throw new Refusal(400, 'exactly one verifier is expected');
  const { payload, signature } = checkedEnvelope(envelope ?? {}, verifierKey(verifier));
  return {
    payloadHash: { algorithm: 'SHA2_256', digest: base64(sha256(payload)) },
    signatures: [{ content: signature, verifier }],
  };
}

/**
 * The signature stays unchecked: Node verifies ECDSA over content only, and the log gets no more than its hash.
 * @param {any} request
 */
function hashedRekord({ digest, signature }) {
  if (bytesOf(digest).length !== 32) throw new Refusal(400, 'digest is no SHA-256');
  const { content, verifier } = signature ?? {};
  verifierKey(verifier);
  return { data: { algorithm: 'SHA2_256', digest }, signature: { content, verifier } };
}

/** @param {any} verifier */
function verifierKey(verifier) {
  return keyIn(bytesOf(verifier?.x509Certificate?.rawBytes ?? verifier?.publicKey?.rawBytes));
}
