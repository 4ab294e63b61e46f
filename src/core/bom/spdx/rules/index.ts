import { type Rule } from '../../../findings/rule';
import { type SpdxDocument } from '../document';

/** Every rule about SPDX 3 documents. */
export const spdxRules: readonly Rule<SpdxDocument>[] = [];
