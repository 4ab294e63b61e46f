import { MISTAKES } from './mistakes';
import { documents } from './documents';
import { gguf } from './gguf';
import { safetensors } from './safetensors';
import { exampleWeights } from './weights';

/** The name of the model, and of the folder that it is in. */
export const EXAMPLE_NAME = 'finch-nano';

export interface ExampleFile {
  /** With `/` between its parts. */
  path: string;
  bytes: Uint8Array;
}

/**
 * A model for trying things out, whole and in the formats that models are published in, and beside it a folder of documents with
 * mistakes in them. Always the same, to the byte.
 */
export function exampleFiles(): ExampleFile[] {
  const weights = exampleWeights();
  const text = ([path, content]: readonly [string, string]) => ({ path, bytes: new TextEncoder().encode(content) });
  const inModel = (file: ExampleFile): ExampleFile => ({ ...file, path: `${EXAMPLE_NAME}/${file.path}` });
  return [
    ...Object.entries(documents(EXAMPLE_NAME)).map(text),
    { path: 'model.safetensors', bytes: safetensors(weights) },
    { path: `${EXAMPLE_NAME}.gguf`, bytes: gguf(EXAMPLE_NAME, weights) },
  ]
    .map(inModel)
    .concat(Object.entries(MISTAKES).map(([path, content]) => text([`mistakes/${path}`, content])));
}
