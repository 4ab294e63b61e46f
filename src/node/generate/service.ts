/**
 * What the editor asks of documents that are made from folders. It loads this from the bundle of the command line: values go in
 * and come out, and what the user can do something about is a {@link Failure}.
 */
import { type ToDo } from '../../core/generate/generated';
import { placedToDos, spanIn } from '../../core/generate/places';
import { type PlacedToDo } from '../../core/generate/to-do-report';
import { isOutOfDate, type Change } from '../../core/generate/update/update';
import { unreadSentence } from '../../core/generate/update/words';
import { type Pointer } from '../../core/bom/view/view';
import { parseJson } from '../../core/text/json';
import { LineIndex, type Range } from '../../core/text/position';
import { parseYaml } from '../../core/text/yaml';
import { cacheFolder } from '../cache-folder';
import { DigestCache } from '../hashing/digest-cache';
import { orFailure, type Failure } from '../failure';
import { generate, isBom, readFolder, type FolderRequest, type GeneratedKind } from './documents';
import { compareWithFolder, type UpdateRequest } from './update';

export { loadMessages } from '../../core/l10n';
export { type Failure, type FolderRequest, type GeneratedKind, type UpdateRequest };

/** A document to be written. */
export interface MadeDocument {
  text: string;
  toDos: readonly PlacedToDo[];
}

/** Makes a document from a folder. Nothing is written. */
export function makeDocument(kind: GeneratedKind, request: FolderRequest): Promise<MadeDocument | Failure> {
  return orFailure(async () => {
    const { text, toDos } = generate(kind, await readFolder(request, [kind]), request.cycloneDxVersion);
    return { text, toDos: placedToDos(text, toDos) };
  });
}

/** Something in which a document and its folder differ, at its place. */
export interface PlacedChange extends Change {
  range: Range;
}

/** That a file may differ from what the document says, and was not read, at its place. */
export interface PlacedUnread {
  range: Range;
  message: string;
}

/** A document compared with its folder. */
export interface Comparison {
  /** The text that an update would write. */
  text: string;
  outOfDate: boolean;
  changes: readonly PlacedChange[];
  unread: readonly PlacedUnread[];
  toDos: readonly ToDo[];
}

/** Compares a document that was made from a folder with that folder. Nothing is written. */
export function compareDocument(request: Omit<UpdateRequest, 'digestCache'>): Promise<Comparison | Failure> {
  return orFailure(async () => {
    const folder = cacheFolder();
    const cache = folder === undefined ? {} : { digestCache: new DigestCache(folder) };
    const update = await compareWithFolder({ ...request, ...cache });
    const { text, changes, toDos, before, kind } = update;
    const parsed = isBom(kind) ? parseJson(before) : parseYaml(before);
    const lines = new LineIndex(before);
    const rangeOf = (at: Pointer) => lines.range(spanIn(parsed, at) ?? { start: 0, end: 0 });
    const placed = changes.map((change) => ({ ...change, range: rangeOf(change.at) }));
    const unread = update.unread.map(({ path, at }) => ({ range: rangeOf(at), message: unreadSentence(path) }));
    return { text, outOfDate: isOutOfDate(update), changes: placed, unread, toDos };
  });
}
