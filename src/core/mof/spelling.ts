import { spelled } from '../licenses/spelling';
import { isKnownToMot } from './licenses';

/**
 * Spellings that have one meaning only for the Model Openness Tool: ids that are deprecated today, but that it counts as
 * open, and one that it writes in its own way.
 */
const ALIASES: Record<string, string> = {
  gplv3: 'GPL-3.0',
  'gpl v3': 'GPL-3.0',
  gplv2: 'GPL-2.0',
  agplv3: 'AGPL-3.0',
  lgplv3: 'LGPL-3.0',
  pddl: 'ODC-PDDL-1.0',
};

/**
 * The id that the Model Openness Tool knows and that a text can only have meant: the same but for case and blanks, or
 * an alias from a closed list. Undefined when that would be a guess.
 */
export function safeSpelling(written: string): string | undefined {
  const id = spelled(written, ALIASES);
  return id !== undefined && id !== written && isKnownToMot(id) ? id : undefined;
}
