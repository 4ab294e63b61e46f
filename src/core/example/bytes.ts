/** Bytes that are written one after the other, little-endian, as safetensors and GGUF are. */
export class ByteWriter {
  private readonly parts: Uint8Array[] = [];
  /** How many were written. */
  length = 0;

  bytes(part: Uint8Array): this {
    this.parts.push(part);
    this.length += part.length;
    return this;
  }

  u32(value: number): this {
    return this.number(4, (view) => view.setUint32(0, value, true));
  }

  i32(value: number): this {
    return this.number(4, (view) => view.setInt32(0, value, true));
  }

  u64(value: number): this {
    return this.number(8, (view) => view.setBigUint64(0, BigInt(value), true));
  }

  f32(value: number): this {
    return this.number(4, (view) => view.setFloat32(0, value, true));
  }

  /** Zeros up to a multiple of a number. */
  align(to: number): this {
    return this.bytes(new Uint8Array((to - (this.length % to)) % to));
  }

  whole(): Uint8Array {
    const all = new Uint8Array(this.length);
    let at = 0;
    for (const part of this.parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  private number(size: number, write: (view: DataView) => void): this {
    const part = new Uint8Array(size);
    write(new DataView(part.buffer));
    return this.bytes(part);
  }
}

/** Numbers as they lie in a file. */
export function floatBytes(values: Float32Array): Uint8Array {
  const writer = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, index) => writer.setFloat32(index * 4, value, true));
  return new Uint8Array(writer.buffer);
}
