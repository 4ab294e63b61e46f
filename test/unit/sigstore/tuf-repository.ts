// A TUF repository on this machine, with keys of its own and consistent snapshots, as Sigstore's is.
import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { Key, Metadata, MetaFile, Root, Signature, Snapshot, TargetFile, Targets, Timestamp } from '@tufjs/models';
import { PUBLIC_SERVICES } from '../../../src/node/sigstore/tuf/services';
import { TARGETS, type TufSource } from '../../../src/node/sigstore/tuf/source';
import { publicGoodRoot } from '../../../src/core/signing/sigstore/trusted-root';

const ROLES = ['root', 'timestamp', 'snapshot', 'targets'] as const;
type Role = (typeof ROLES)[number];

interface RoleKey {
  key: Key;
  privateKey: KeyObject;
}

const DAY = 24 * 3600 * 1000;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString().replace(/\.\d+Z$/, 'Z');

export function newRoleKey(): RoleKey {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const scheme = 'ecdsa-sha2-nistp256';
  return { privateKey, key: new Key({ keyID: sha256(pem), keyType: scheme, scheme, keyVal: { public: pem } }) };
}

type Signed = Root | Timestamp | Snapshot | Targets;

/** Signs metadata with a key and returns their text. */
function signed(content: Signed, ...keys: RoleKey[]): string {
  const metadata = new Metadata(content);
  for (const { key, privateKey } of keys)
    metadata.sign((data) => new Signature({ keyID: key.keyID, sig: sign('sha256', data, privateKey).toString('hex') }));
  return JSON.stringify(metadata.toJSON());
}

export interface Publication {
  version: number;
  /** When each expires, in days from now. */
  days?: Partial<Record<Role, number>>;
  files?: Record<string, string>;
  /** Who signs instead of those who should. */
  forgers?: Partial<Record<Role, RoleKey>>;
}

/** What is in the repository unless something else is said: both files, as Sigstore has them. */
export const FILES: Record<string, string> = {
  [TARGETS.trustedRoot]: JSON.stringify(publicGoodRoot().json),
  [TARGETS.signingConfig]: JSON.stringify(PUBLIC_SERVICES),
};

/** Answers a request in place of the repository. */
export type Fault = (path: string, response: ServerResponse) => boolean;

export class TufRepository {
  /** By path. */
  readonly content = new Map<string, string>();
  readonly requests: string[] = [];
  fault: Fault | undefined;
  private keys = Object.fromEntries(ROLES.map((role) => [role, newRoleKey()])) as Record<Role, RoleKey>;
  private readonly firstRoot: string;
  private rootVersion = 1;

  private constructor(private readonly server: Server) {
    this.firstRoot = this.rootText(1, 365);
    this.content.set('/1.root.json', this.firstRoot);
    this.publish({ version: 1 });
  }

  static async start(): Promise<TufRepository> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const repository = new TufRepository(server);
    server.on('request', ({ url = '' }, response) => {
      repository.requests.push(url);
      if (repository.fault?.(url, response)) return;
      const text = repository.content.get(url);
      response.statusCode = text === undefined ? 404 : 200;
      response.end(text);
    });
    return repository;
  }

  get source(): TufSource {
    return { mirror: `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`, root: this.firstRoot };
  }

  /** Signs a new state of the repository. */
  publish({ version, days = {}, files = FILES, forgers = {} }: Publication): void {
    const common = (role: Role) => ({ version, specVersion: '1.0.0', expires: inDays(days[role] ?? 7) });
    const targets = new Targets(common('targets'));
    for (const [name, text] of Object.entries(files)) {
      const hash = sha256(text);
      targets.addTarget(new TargetFile({ path: name, length: Buffer.byteLength(text), hashes: { sha256: hash } }));
      this.content.set(`/targets/${hash}.${name}`, text);
    }
    const by = (role: Role) => forgers[role] ?? this.keys[role];
    const meta = (text: string) =>
      new MetaFile({ version, length: Buffer.byteLength(text), hashes: { sha256: sha256(text) } });
    const targetsText = signed(targets, by('targets'));
    const snapshotText = signed(
      new Snapshot({ ...common('snapshot'), meta: { 'targets.json': meta(targetsText) } }),
      by('snapshot'),
    );
    const timestamp = new Timestamp({ ...common('timestamp'), snapshotMeta: meta(snapshotText) });
    this.content.set(`/${version}.targets.json`, targetsText);
    this.content.set(`/${version}.snapshot.json`, snapshotText);
    this.content.set('/timestamp.json', signed(timestamp, by('timestamp')));
  }

  /** Replaces all keys by a new root that the old one signs, too. */
  rotate({ days = 365, forger }: { days?: number; forger?: RoleKey } = {}): void {
    const old = this.keys.root;
    this.keys = Object.fromEntries(ROLES.map((role) => [role, newRoleKey()])) as Record<Role, RoleKey>;
    this.rootVersion++;
    this.content.set(`/${this.rootVersion}.root.json`, this.rootText(this.rootVersion, days, forger ?? old));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private rootText(version: number, days: number, ...signers: RoleKey[]): string {
    const root = new Root({ version, specVersion: '1.0.0', expires: inDays(days), consistentSnapshot: true });
    for (const role of ROLES) root.addKey(this.keys[role].key, role);
    return signed(root, this.keys.root, ...signers);
  }
}
