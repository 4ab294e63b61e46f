import { type JsonObject } from '../../bom/view/json';
import { type Pointer } from '../../bom/view/view';
import { type ToDo } from '../generated';

/** One thing in which a document and its folder differ. */
export interface Change {
  /** Where, in the document before the update; the nearest place for what is not there yet. */
  at: Pointer;
  /** `kept`: it was written by hand and stays; all others are done by the update. */
  kind: 'changed' | 'added' | 'removed' | 'kept';
  /** One sentence. */
  message: string;
}

/** A document that was brought up to date with its folder. */
export interface Update {
  /** The same text where nothing but what was written by hand differs. */
  text: string;
  changes: Change[];
  /** What is left to do. */
  toDos: ToDo[];
}

/** Why a document can't be brought up to date. The message is a sentence for people. */
export class UpdateError extends Error {
  constructor(
    readonly code: 'not-generated' | 'unreadable',
    message: string,
  ) {
    super(message);
    this.name = 'UpdateError';
  }
}

/** Whether an update would do something. */
export function isOutOfDate({ changes }: Pick<Update, 'changes'>): boolean {
  return changes.some(({ kind }) => kind !== 'kept');
}

/** JSON in the layout of the text that it takes the place of: its indentation, its line ends, and whether one ends it. */
export function printLike(text: string, root: JsonObject): string {
  const unit = /\n([ \t]+)"/.exec(text)?.[1];
  const printed = JSON.stringify(root, null, unit ?? (text.trim().includes('\n') ? 2 : undefined));
  const ended = /\n\s*$/.test(text) ? `${printed}\n` : printed;
  return text.includes('\r\n') ? ended.replaceAll('\n', '\r\n') : ended;
}
