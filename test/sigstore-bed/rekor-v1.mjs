// A transparency log that promises and proves: Rekor v1, github.com/sigstore/rekor, openapi.yaml.
import { sign } from 'node:crypto';
import { canonical } from './canonical.mjs';
import { checkpoint } from './checkpoint.mjs';
import { checkedEnvelope, keyIn } from './envelope.mjs';
import { leafHash, sha256, Tree } from './merkle.mjs';
import { jsonOf, Refusal } from './server.mjs';
import { spki } from './x509.mjs';

/** @import { Authorities } from './authorities.mjs' */
/** @import { Reply, Request, Routes } from './server.mjs' */

/** Entries of earlier trees of the same log: an index in the log is another than one in its tree. */
const EARLIER = 1000;

const hex = (/** @type {Uint8Array} */ bytes) => Buffer.from(bytes).toString('hex');
const sha = (/** @type {string | Uint8Array} */ content) => hex(sha256(Buffer.from(content)));

export class RekorV1 {
  /** @type {Map<string, { body: Buffer, index: number, time: number }>} */
  #entries = new Map();

  /**
   * @param {string} host its name: without a port, so that it can move to another
   * @param {Authorities} authorities
   * @param {string[]} [saved] its tree
   */
  constructor(host, authorities, saved) {
    this.tree = new Tree(saved);
    this.host = host;
    this.authorities = authorities;
    this.id = sha256(spki(authorities.pair('rekor-v1').publicKey));
    this.treeId = this.id.subarray(0, 7).toString('hex').padStart(16, '0');
  }

  /** @returns {Routes} */
  get routes() {
    return {
      'POST /api/v1/log/entries': (request) => this.#add(request),
      'GET /api/v1/log/entries': (request) => this.#at(request),
      'GET /api/v1/log/entries/*': (request) => this.#get(request),
    };
  }

  /** @param {Request} request */
  #add(request) {
    const body = Buffer.from(canonical(entryFor(jsonOf(request))));
    const uuid = this.treeId + hex(leafHash(body));
    const location = `/api/v1/log/entries/${uuid}`;
    if (this.#entries.has(uuid))
      throw new Refusal(409, 'an equivalent entry already exists in the transparency log', {
        code: 409,
        headers: { location },
      });
    this.#entries.set(uuid, { body, index: this.tree.append(body), time: Math.floor(Date.now() / 1000) });
    return { ...this.#shown(uuid, request.lie), status: 201, headers: { location } };
  }

  /** @param {Request} request */
  #get(request) {
    return this.#shown(request.path.slice(request.path.lastIndexOf('/') + 1), request.lie);
  }

  /** @param {Request} request */
  #at(request) {
    const index = Number(request.query.get('logIndex')) - EARLIER;
    const [uuid = ''] = [...this.#entries].find(([, entry]) => entry.index === index) ?? [];
    return this.#shown(uuid, request.lie);
  }

  /**
   * @param {string} uuid
   * @param {boolean} lie
   * @returns {Reply}
   */
  #shown(uuid, lie) {
    const entry = this.#entries.get(uuid);
    if (!entry) throw new Refusal(404, 'there is no such entry', { code: 404 });
    const key = this.authorities.signingKey('rekor-v1', lie);
    const promised = {
      body: entry.body.toString('base64'),
      integratedTime: entry.time,
      logID: hex(this.id),
      logIndex: EARLIER + entry.index,
    };
    const { tree, host, id: keyId } = this;
    const head = checkpoint({
      origin: `${host} - ${BigInt(`0x${this.treeId}`)}`,
      name: host,
      keyId,
      tree,
      sign: (note) => sign('sha256', note, key),
    });
    const inclusionProof = {
      checkpoint: head,
      hashes: tree.path(entry.index).map(hex),
      logIndex: entry.index,
      rootHash: hex(tree.root()),
      treeSize: tree.size,
    };
    const signedEntryTimestamp = sign('sha256', Buffer.from(canonical(promised)), key).toString('base64');
    return { json: { [uuid]: { ...promised, verification: { inclusionProof, signedEntryTimestamp } } } };
  }
}

/**
 * What is logged for what was proposed: hashes, signature and signer, but not the content.
 * @param {any} proposed
 */
function entryFor(proposed) {
  const { kind, apiVersion, spec } = proposed ?? {};
  switch (`${kind} ${apiVersion}`) {
    case 'dsse 0.0.1':
      return { kind, apiVersion, spec: dsse(spec) };
    case 'intoto 0.0.2':
      return { kind, apiVersion, spec: intoto(spec) };
    case 'hashedrekord 0.0.1':
      return { kind, apiVersion, spec: hashedrekord(spec) };
    default:
      throw new Refusal(400, `entries of kind ${kind} ${apiVersion} are not logged here`);
  }
}

/** @param {any} spec */
function dsse(spec) {
  const text = String(spec?.proposedContent?.envelope);
  const [verifier, ...more] = spec?.proposedContent?.verifiers ?? [];
  if (!verifier || more.length) throw new Refusal(400, 'exactly one verifier is expected');
  const { payload, signature } = checkedEnvelope(parsed(text), keyIn(Buffer.from(verifier, 'base64')));
  return {
    envelopeHash: { algorithm: 'sha256', value: sha(text) },
    payloadHash: { algorithm: 'sha256', value: sha(payload) },
    signatures: [{ signature, verifier }],
  };
}

/** @param {any} spec */
function intoto(spec) {
  const { envelope, hash, payloadHash } = spec?.content ?? {};
  const [first] = envelope?.signatures ?? [];
  // Payload and signature are base64 of base64.
  const once = (/** @type {unknown} */ text) => Buffer.from(String(text), 'base64').toString('latin1');
  const { payload } = checkedEnvelope(
    { payloadType: envelope?.payloadType, payload: once(envelope?.payload), signatures: [{ sig: once(first?.sig) }] },
    keyIn(Buffer.from(String(first?.publicKey), 'base64')),
  );
  if (payloadHash?.value !== sha(payload)) throw new Refusal(400, 'payloadHash is not that of the payload');
  return {
    content: { envelope: { payloadType: envelope.payloadType, signatures: envelope.signatures }, hash, payloadHash },
  };
}

/**
 * The signature stays unchecked: Node verifies ECDSA over content only, and the log gets no more than its hash.
 * @param {any} spec
 */
function hashedrekord(spec) {
  const { algorithm, value } = spec?.data?.hash ?? {};
  const { content, publicKey } = spec?.signature ?? {};
  if (algorithm !== 'sha256' || !/^[0-9a-f]{64}$/.test(String(value)))
    throw new Refusal(400, 'data.hash is no SHA-256');
  keyIn(Buffer.from(String(publicKey?.content), 'base64'));
  return {
    data: { hash: { algorithm, value } },
    signature: { content: String(content), publicKey: { content: publicKey.content } },
  };
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    throw new Refusal(400, 'the envelope is not JSON');
  }
}
