import { createHash, type Hash } from 'node:crypto';
import { t } from '../../../core/l10n';
import { type OpenFrom } from '../../../core/oci/content';
import { type Descriptor } from '../../../core/oci/descriptor';
import { digestAlgorithm, digestHex } from '../../../core/oci/digest';
import { OciError } from '../../../core/oci/errors';

/** How often the state of the digest is kept, in bytes: as much is read again at most when a transfer is resumed. */
const SNAPSHOT_BYTES = 64 * 1024 * 1024;

/**
 * Content that is sent, and verified while it is, unless that was done before: its last piece goes out only when the digest is
 * right, so that a file that has changed never becomes a blob. It can be read again from any byte. What there is beyond its size
 * is not looked at.
 */
export class SentContent {
  private hash: Hash;
  /** How many bytes the hash has taken. */
  private hashed = 0;
  private readonly snapshots: { at: number; hash: Hash }[] = [];

  constructor(
    private readonly descriptor: Descriptor,
    private readonly open: OpenFrom,
    private isVerified = () => false,
  ) {
    this.hash = createHash(digestAlgorithm(descriptor.digest));
  }

  /** Says that somebody has doubts about what was sent: from now on it is verified here. */
  doubt(): void {
    this.isVerified = () => false;
  }

  /**
   * The bytes of a part.
   * @throws {OciError} `changed`, `digest-mismatch`, `size-mismatch`, and what the source throws
   */
  read(from: number, to: number): AsyncGenerator<Uint8Array> {
    return this.isVerified() ? this.readVerified(from, to) : this.readHashed(from, to);
  }

  private async *readVerified(from: number, to: number): AsyncGenerator<Uint8Array> {
    let at = from;
    if (at < to)
      for await (const piece of await this.open(at)) {
        if (at >= to) break;
        const taken = piece.subarray(0, to - at);
        at += taken.length;
        if (at === this.descriptor.size && !this.isVerified()) throw this.changed();
        yield taken;
      }
    if (at < to) throw this.wrongSize(String(at));
  }

  private async *readHashed(from: number, to: number): AsyncGenerator<Uint8Array> {
    const { size } = this.descriptor;
    if (from < this.hashed) this.rewind(from);
    if (this.hashed < to)
      for await (const piece of await this.open(this.hashed)) {
        // Only here: whoever is asked once more, and has nothing more, can use its memory and connection again.
        if (this.hashed >= to) break;
        const start = this.hashed;
        const taken = piece.subarray(0, to - start);
        this.take(taken);
        if (this.hashed === size) this.verify();
        if (this.hashed > from) yield taken.subarray(Math.max(0, from - start));
      }
    if (this.hashed < to) throw this.wrongSize(String(this.hashed));
  }

  private take(piece: Uint8Array): void {
    const last = this.snapshots.at(-1)?.at ?? 0;
    if (this.hashed - last >= SNAPSHOT_BYTES) this.snapshots.push({ at: this.hashed, hash: this.hash.copy() });
    this.hash.update(piece);
    this.hashed += piece.length;
  }

  private rewind(to: number): void {
    while (this.snapshots.length > 0 && this.snapshots.at(-1)!.at > to) this.snapshots.pop();
    const nearest = this.snapshots.at(-1);
    this.hashed = nearest?.at ?? 0;
    this.hash = nearest?.hash.copy() ?? createHash(digestAlgorithm(this.descriptor.digest));
  }

  private verify(): void {
    const { digest } = this.descriptor;
    const found = this.hash.copy().digest('hex');
    if (found === digestHex(digest)) return;
    throw new OciError(
      'digest-mismatch',
      t(
        'What should be {0} has the digest {1}: it was changed, or is damaged.',
        digest,
        `${digestAlgorithm(digest)}:${found}`,
      ),
    );
  }

  private changed(): OciError {
    return new OciError('changed', t('{0} was changed while it was sent; try again.', this.descriptor.digest));
  }

  private wrongSize(found: string): OciError {
    const { digest, size } = this.descriptor;
    return new OciError(
      'size-mismatch',
      t('What should be {0} has {2} bytes, not {1}: it was changed.', digest, size, found),
    );
  }
}
