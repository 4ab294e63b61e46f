// A registry in this process that can be told to misbehave, for what the real ones in the tests do not do.
import { createHash, randomUUID } from 'node:crypto';
import http from 'node:http';
import { type AddressInfo } from 'node:net';

/** A request as it arrived. */
export interface SeenRequest {
  method: string;
  /** Path with query. */
  url: string;
  headers: http.IncomingHttpHeaders;
}

/** Looks at a request before the registry does. Returns true when it has answered it, or will. */
export type Interceptor = (request: http.IncomingMessage, response: http.ServerResponse) => boolean | Promise<boolean>;

export interface FakeOptions {
  /** Whether it knows of referrers. */
  referrers?: boolean;
  /** Whether it lists its repositories. */
  catalog?: boolean;
  /** Referrers and tags of one page. */
  page?: number;
  /** Whether what arrived of an upload that was cut is lost. */
  forgetful?: boolean;
  /** Whether `Location` is relative. */
  relative?: boolean;
  /** Written after each origin in `Location` of uploads and redirects of blobs; the registry's own without it. */
  uploadsAt?: string;
  blobsAt?: string;
}

interface Upload {
  repository: string;
  parts: Buffer[];
  length: number;
}

interface StoredManifest {
  bytes: Buffer;
  mediaType: string;
}

const digestOf = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

/** An HTTP server on a free port of this machine. */
export class Loopback {
  readonly seen: SeenRequest[] = [];
  readonly server: http.Server;

  constructor(private readonly handle: http.RequestListener) {
    this.server = http.createServer((request, response) => {
      this.seen.push({ method: request.method!, url: request.url!, headers: request.headers });
      this.handle(request, response);
    });
    this.server.keepAliveTimeout = 60_000;
    // Bodies are asked for when they are wanted, so that a refusal comes before them.
    this.server.on('checkContinue', (request, response) => {
      this.seen.push({ method: request.method!, url: request.url!, headers: request.headers });
      this.handle(request, response);
    });
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get origin(): string {
    return `http://${this.host}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** An OCI registry (distribution-spec 1.1) that keeps everything in memory. */
export class FakeRegistry {
  readonly blobs = new Map<string, Map<string, Buffer>>();
  readonly manifests = new Map<string, Map<string, StoredManifest>>();
  readonly uploads = new Map<string, Upload>();
  readonly interceptors: Interceptor[] = [];
  private readonly http = new Loopback((request, response) => void this.handle(request, response));

  constructor(readonly options: FakeOptions = {}) {}

  static async start(options: FakeOptions = {}): Promise<FakeRegistry> {
    const registry = new FakeRegistry(options);
    await registry.http.start();
    return registry;
  }

  get host(): string {
    return this.http.host;
  }

  get origin(): string {
    return this.http.origin;
  }

  get seen(): SeenRequest[] {
    return this.http.seen;
  }

  /** Requests so far, each as its method and path. */
  get lines(): string[] {
    return this.seen.map(({ method, url }) => `${method} ${url}`);
  }

  stop(): Promise<void> {
    return this.http.stop();
  }

  intercept(interceptor: Interceptor): void {
    this.interceptors.push(interceptor);
  }

  /** Answers the next requests that match with something else, as often as said. */
  answering(
    match: (request: http.IncomingMessage) => boolean,
    status: number,
    headers: http.OutgoingHttpHeaders = {},
    body: string | Buffer = '',
    times = 1,
  ): void {
    let left = times;
    this.intercept((request, response) => {
      if (left === 0 || !match(request)) return false;
      left--;
      request.resume();
      response.writeHead(status, { 'Content-Length': Buffer.byteLength(body), ...headers });
      response.end(request.method === 'HEAD' ? undefined : body);
      return true;
    });
  }

  addBlob(repository: string, bytes: Buffer): string {
    const digest = digestOf(bytes);
    this.blobsOf(repository).set(digest, bytes);
    return digest;
  }

  addManifest(repository: string, reference: string, bytes: Buffer, mediaType: string): string {
    const digest = digestOf(bytes);
    for (const name of [reference, digest]) this.manifestsOf(repository).set(name, { bytes, mediaType });
    return digest;
  }

  /** Whether a repository has exactly this. */
  has(repository: string, { bytes, descriptor }: { bytes: Buffer; descriptor: { digest: string } }): boolean {
    return this.blobsOf(repository).get(descriptor.digest)?.equals(bytes) ?? false;
  }

  blobsOf(repository: string): Map<string, Buffer> {
    return mapOf(this.blobs, repository);
  }

  manifestsOf(repository: string): Map<string, StoredManifest> {
    return mapOf(this.manifests, repository);
  }

  private async handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    for (const interceptor of [...this.interceptors]) if (await interceptor(request, response)) return;
    const url = new URL(request.url!, this.origin);
    if (url.pathname === '/v2/_catalog') return this.catalog(response, url);
    const route = /^\/v2\/(.+?)\/(blobs\/uploads|blobs|manifests|tags|referrers)(?:\/(.*))?$/.exec(url.pathname);
    if (!route) return fail(response, 404, 'UNSUPPORTED');
    const [, repository = '', kind, rest = ''] = route;
    if (kind === 'blobs/uploads') return this.upload(request, response, repository, rest, url);
    if (kind === 'blobs') return this.blob(request, response, repository, rest);
    if (kind === 'manifests') return this.manifest(request, response, repository, rest);
    if (kind === 'tags') return this.tags(response, repository, url);
    return this.referrers(response, repository, rest, url);
  }

  private async upload(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    repository: string,
    id: string,
    url: URL,
  ): Promise<void> {
    const { method, headers } = request;
    if (method === 'POST') {
      const [mount, from] = [url.searchParams.get('mount'), url.searchParams.get('from')];
      const blob = mount && from ? this.blobs.get(from)?.get(mount) : undefined;
      if (mount && blob) {
        this.blobsOf(repository).set(mount, blob);
        return end(response, 201, { Location: `/v2/${repository}/blobs/${mount}` });
      }
      const upload = randomUUID();
      this.uploads.set(upload, { repository, parts: [], length: 0 });
      return end(response, 202, { Location: this.uploadLocation(request, repository, upload), Range: '0-0' });
    }
    const upload = this.uploads.get(id);
    if (!upload) return fail(response, 404, 'BLOB_UPLOAD_UNKNOWN');
    const next = {
      Location: this.uploadLocation(request, repository, id),
      Range: `0-${Math.max(0, upload.length - 1)}`,
    };
    if (method === 'GET') return end(response, 204, next);
    if (method === 'DELETE') {
      this.uploads.delete(id);
      return end(response, 204);
    }
    const range = /^(\d+)-\d+$/.exec(headers['content-range'] ?? '');
    if (method === 'PATCH' && range && Number(range[1]) !== upload.length) return end(response, 416, next);
    if (headers.expect) response.writeContinue();
    try {
      for await (const part of request as AsyncIterable<Buffer>) {
        upload.parts.push(part);
        upload.length += part.length;
      }
    } catch {
      if (this.options.forgetful) this.uploads.delete(id);
      return;
    }
    next.Range = `0-${Math.max(0, upload.length - 1)}`;
    if (method === 'PATCH') return end(response, 202, next);
    const bytes = Buffer.concat(upload.parts);
    const digest = url.searchParams.get('digest') ?? '';
    if (digestOf(bytes) !== digest) return fail(response, 400, 'DIGEST_INVALID');
    this.uploads.delete(id);
    this.blobsOf(repository).set(digest, bytes);
    end(response, 201, { Location: `/v2/${repository}/blobs/${digest}`, 'Docker-Content-Digest': digest });
  }

  private uploadLocation({ headers }: http.IncomingMessage, repository: string, id: string): string {
    const path = `/v2/${repository}/blobs/uploads/${id}?state=a%2Bb`;
    return this.options.relative ? path : `${this.options.uploadsAt ?? `http://${headers.host}`}${path}`;
  }

  private blob(request: http.IncomingMessage, response: http.ServerResponse, repository: string, digest: string): void {
    const bytes = this.blobsOf(repository).get(digest);
    if (!bytes) return fail(response, 404, 'BLOB_UNKNOWN');
    const { blobsAt } = this.options;
    if (blobsAt && request.method === 'GET')
      return end(response, 307, { Location: `${blobsAt}/storage/${repository}/${digest}?signature=s3cret` });
    sendBytes(request, response, bytes, digest);
  }

  private async manifest(
    request: http.IncomingMessage,
    response: http.ServerResponse,
    repository: string,
    reference: string,
  ): Promise<void> {
    const manifests = this.manifestsOf(repository);
    if (request.method === 'PUT') {
      if (request.headers.expect) response.writeContinue();
      const bytes = await bodyOf(request);
      const digest = digestOf(bytes);
      const known = manifests.get(reference);
      const { 'if-match': match, 'if-none-match': none } = request.headers;
      if ((match && match !== `"${known && digestOf(known.bytes)}"`) || (none === '*' && known))
        return fail(response, 412, 'PRECONDITION');
      if (reference.startsWith('sha256:') && reference !== digest) return fail(response, 400, 'DIGEST_INVALID');
      this.addManifest(repository, reference, bytes, request.headers['content-type'] ?? '');
      const { subject } = JSON.parse(bytes.toString()) as { subject?: { digest: string } };
      const known11 = subject && this.options.referrers ? { 'OCI-Subject': subject.digest } : {};
      return end(response, 201, { 'Docker-Content-Digest': digest, ...known11 });
    }
    const stored = manifests.get(reference);
    if (!stored) return fail(response, 404, 'MANIFEST_UNKNOWN');
    const digest = digestOf(stored.bytes);
    if (request.method === 'DELETE') {
      for (const [name, { bytes }] of manifests) if (digestOf(bytes) === digest) manifests.delete(name);
      return end(response, 202);
    }
    response.writeHead(200, {
      'Content-Type': stored.mediaType,
      'Content-Length': stored.bytes.length,
      'Docker-Content-Digest': digest,
      ETag: `"${digest}"`,
    });
    response.end(request.method === 'HEAD' ? undefined : stored.bytes);
  }

  /** Those that have a manifest. */
  private catalog(response: http.ServerResponse, url: URL): void {
    if (!this.options.catalog) return fail(response, 404, 'UNSUPPORTED');
    const names = [...this.manifests].flatMap(([name, { size }]) => (size ? [name] : [])).sort();
    const { items, link } = this.pageOf(names, url, '/v2/_catalog');
    json(response, { repositories: items }, link);
  }

  private tags(response: http.ServerResponse, repository: string, url: URL): void {
    const names = [...this.manifestsOf(repository).keys()].filter((name) => !name.includes(':')).sort();
    const { items, link } = this.pageOf(names, url, `/v2/${repository}/tags/list`);
    json(response, { name: repository, tags: items }, link);
  }

  private referrers(response: http.ServerResponse, repository: string, subject: string, url: URL): void {
    if (!this.options.referrers) return end(response, 404);
    const found = new Map<string, object>();
    for (const { bytes, mediaType } of this.manifestsOf(repository).values()) {
      const manifest = JSON.parse(bytes.toString()) as {
        subject?: { digest: string };
        artifactType?: string;
        annotations?: object;
      };
      const { artifactType, annotations } = manifest;
      if (manifest.subject?.digest === subject)
        found.set(digestOf(bytes), {
          mediaType,
          digest: digestOf(bytes),
          size: bytes.length,
          artifactType,
          annotations,
        });
    }
    const { items, link } = this.pageOf([...found.values()], url, url.pathname);
    const index = { schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests: items };
    json(response, index, { ...link, 'Content-Type': index.mediaType });
  }

  private pageOf<T>(
    all: readonly T[],
    url: URL,
    path: string,
  ): { items: readonly T[]; link: http.OutgoingHttpHeaders } {
    const { page = Infinity } = this.options;
    const from = Number(url.searchParams.get('from') ?? 0);
    const link = from + page < all.length ? { Link: `<${path}?from=${from + page}>; rel="next"` } : {};
    return { items: all.slice(from, from + page), link };
  }
}

/** Sends bytes, or the part of them that is asked for. */
export function sendBytes(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  bytes: Buffer,
  digest: string,
): void {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const rest = bytes.subarray(from);
  response.writeHead(from > 0 ? 206 : 200, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': rest.length,
    'Docker-Content-Digest': digest,
    ...(from > 0 && { 'Content-Range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
  });
  response.end(request.method === 'HEAD' ? undefined : rest);
}

export async function bodyOf(request: http.IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  return Buffer.concat(parts);
}

export function json(response: http.ServerResponse, value: unknown, headers: http.OutgoingHttpHeaders = {}): void {
  send(response, 200, { 'Content-Type': 'application/json', ...headers }, JSON.stringify(value));
}

export function end(response: http.ServerResponse, status: number, headers: http.OutgoingHttpHeaders = {}): void {
  send(response, status, headers, '');
}

export function fail(response: http.ServerResponse, status: number, code: string): void {
  const body = JSON.stringify({ errors: [{ code, message: `it is ${code.toLowerCase()}` }] });
  send(response, status, { 'Content-Type': 'application/json' }, body);
}

function send(response: http.ServerResponse, status: number, headers: http.OutgoingHttpHeaders, body: string): void {
  response.writeHead(status, { 'Content-Length': Buffer.byteLength(body), ...headers });
  response.end(body);
}

function mapOf<V>(maps: Map<string, Map<string, V>>, key: string): Map<string, V> {
  const known = maps.get(key) ?? new Map<string, V>();
  maps.set(key, known);
  return known;
}
