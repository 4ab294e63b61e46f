// A line that breaks: connections through it are cut after some bytes in one direction.
import net, { type AddressInfo } from 'node:net';

/** How much a connection carries before it is cut; infinite for as much as it likes. */
export interface Cut {
  /** Bytes to the server. */
  up?: number;
  /** Bytes to the client. */
  down?: number;
}

export class CuttingProxy {
  /** Connections that were cut. */
  cuts = 0;
  /** Bytes that got through to the server. */
  up = 0;
  private readonly server: net.Server;
  private readonly sockets = new Set<net.Socket>();

  /** @param next what is to become of the next connection */
  constructor(
    private readonly target: { host: string; port: number },
    private readonly next: () => Cut,
  ) {
    this.server = net.createServer((client) => this.connect(client));
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get host(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private connect(client: net.Socket): void {
    const { up = Infinity, down = Infinity } = this.next();
    const server = net.connect(this.target);
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      socket.on('error', () => undefined);
    }
    this.pass(client, server, up, (bytes) => (this.up += bytes));
    this.pass(server, client, down, () => undefined);
  }

  private pass(from: net.Socket, to: net.Socket, limit: number, passed: (bytes: number) => void): void {
    let left = limit;
    from.on('data', (data) => {
      const rest = data.subarray(0, left);
      left -= rest.length;
      passed(rest.length);
      if (left === 0) {
        this.cuts++;
        // What has been passed on still arrives.
        to.end(rest);
        from.resetAndDestroy();
      } else if (!to.write(rest)) {
        from.pause();
        to.once('drain', () => from.resume());
      }
    });
    from.on('end', () => to.end());
    from.on('close', () => to.destroySoon());
  }
}
