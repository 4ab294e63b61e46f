import { ByteWriter, floatBytes } from './bytes';
import { type Tensor } from './weights';

/** A file in the format of safetensors (github.com/huggingface/safetensors, "Format"): length of the header, JSON, data. */
export function safetensors(tensors: readonly Tensor[]): Uint8Array {
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  let at = 0;
  for (const { name, shape, values } of tensors) {
    const end = at + values.length * 4;
    header[name] = { dtype: 'F32', shape, data_offsets: [at, end] };
    at = end;
  }
  const text = JSON.stringify(header);
  // Spaces, so that data begin at a multiple of eight.
  const json = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 8) * 8));
  const writer = new ByteWriter().u64(json.length).bytes(json);
  for (const { values } of tensors) writer.bytes(floatBytes(values));
  return writer.whole();
}
