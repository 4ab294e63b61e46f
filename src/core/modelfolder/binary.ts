import { t } from '../l10n';
import { UnreadableError, type SourceFile } from './reader';

/** Bytes that are fetched at once. Most headers fit into one such piece. */
const PIECE = 256 * 1024;

/** Longest text in a binary header that is taken over, in bytes. */
const MOST_TEXT = 1024 * 1024;

/** Reads numbers, little-endian, and texts from a file one after the other, a piece of the file at a time. */
export class ByteReader {
  private piece = new Uint8Array();
  private view = new DataView(new ArrayBuffer(0));
  private start = 0;

  /**
   * @param limit where the header has to be over at the latest: what comes behind is not read
   */
  constructor(
    private readonly file: SourceFile,
    readonly limit: number,
    public at = 0,
  ) {}

  u8(): number {
    const at = this.need(1);
    return this.view.getUint8(at);
  }

  u16(): number {
    const at = this.need(2);
    return this.view.getUint16(at, true);
  }

  u32(): number {
    const at = this.need(4);
    return this.view.getUint32(at, true);
  }

  /**
   * A number of 64 bits.
   * @throws {UnreadableError} for one that no file is as long as
   */
  u64(): number {
    const at = this.need(8);
    const value = this.view.getBigUint64(at, true);
    if (value > BigInt(Number.MAX_SAFE_INTEGER))
      throw new UnreadableError(
        t('has the number {0} at byte {1} of its header, which cannot be', String(value), this.at - 8),
      );
    return Number(value);
  }

  i64(): bigint {
    const at = this.need(8);
    return this.view.getBigInt64(at, true);
  }

  /** A number of 32 bits, as the shortest one in decimal digits that is the same: 0.00001, and not what 64 bits make of it. */
  f32(): number {
    const at = this.need(4);
    const value = this.view.getFloat32(at, true);
    for (let digits = 6; digits < 9; digits++) {
      const short = Number(value.toPrecision(digits));
      if (Math.fround(short) === value) return short;
    }
    return value;
  }

  f64(): number {
    const at = this.need(8);
    return this.view.getFloat64(at, true);
  }

  /** A number as protocol buffers write it: seven bits a byte, the lowest first. */
  varint(): number {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.u8();
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return Number(BigInt.asUintN(64, value));
    }
    throw new UnreadableError(t('has a number of more than 64 bits at byte {0}', this.at));
  }

  /** A text in UTF-8; undefined for a longer one than anybody needs, which is passed over. */
  text(length: number): string | undefined {
    if (length > MOST_TEXT) {
      this.skip(length);
      return undefined;
    }
    const at = this.need(length);
    return new TextDecoder().decode(this.piece.subarray(at, at + length));
  }

  /** @throws {UnreadableError} where the file ends before */
  skip(length: number): void {
    this.refuseEnd(length);
    this.at += length;
  }

  /** Makes sure that so many bytes are here, and moves behind them; returns where they begin in the piece. */
  private need(length: number): number {
    this.refuseEnd(length);
    if (this.at < this.start || this.at + length > this.start + this.piece.length) {
      this.start = this.at;
      this.piece = this.file.bytes(this.at, Math.max(PIECE, length)).slice();
      this.view = new DataView(this.piece.buffer, this.piece.byteOffset, this.piece.byteLength);
      if (this.piece.length < length) throw this.ended();
    }
    const at = this.at - this.start;
    this.at += length;
    return at;
  }

  private refuseEnd(length: number): void {
    if (this.at + length > this.file.size) throw this.ended();
    if (this.at + length > this.limit) throw new UnreadableError(t('has a header of more than {0} bytes', this.limit));
  }

  private ended(): UnreadableError {
    return new UnreadableError(t('ends at byte {0}, in the middle of its header', this.file.size));
  }
}
