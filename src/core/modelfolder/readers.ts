import { type Reader } from './reader';
import { card } from './readers/card';
import { config } from './readers/config';
import { gguf } from './readers/gguf';
import { licenseFile } from './readers/license-file';
import { safetensors } from './readers/safetensors';

/** Every reader of files. A new kind of source is one file and one line here. */
export const READERS: readonly Reader[] = [card, licenseFile, gguf, safetensors, config];
