import { t } from '../../core/l10n';
import { type ToDo } from '../../core/generate/generated';
import { type ModelDocument } from '../../core/oci/modelpack/classify/content';
import { writeFile } from '../files/write';
import { type PlannedFile } from '../oci/pack/plan';
import { ReleaseError, type Running } from './step';
import { SIGNATURE, type Work } from './work';

/** Documents about the model of some kinds, those nearest to its root: others may be of something else. */
export function documentsOf({ pack: { files } }: Work, kinds: readonly ModelDocument[]): PlannedFile[] {
  const found = files.filter(({ document }) => document !== undefined && kinds.includes(document));
  const least = Math.min(...found.map(depth));
  return found.filter((file) => depth(file) === least);
}

function depth({ path }: PlannedFile): number {
  return path.split('/').length;
}

/** The path of a file of the model as people are shown it. */
export function shownIn({ request: { model } }: Work, name: string): string {
  return `${model.shown}/${name}`;
}

/**
 * Writes a document into the model folder, and takes it among the files that were read.
 * @param file relative to the model
 * @throws {FileError}
 */
export async function writeDocument(
  work: Work,
  { file, text, toDos }: { file: string; text: string; toDos: readonly ToDo[] },
  running: Running,
): Promise<void> {
  writeFile(work.fileIn(file), shownIn(work, file), text);
  work.questions.push(...toDos.map((each) => ({ ...each, file })));
  await work.refresh(running);
  const { signal } = running;
  await work.store(
    work.pack.files.filter(({ path }) => path === file),
    signal ? { signal } : {},
  );
}

/**
 * What is described and signed has to be what is packaged.
 * @throws {ReleaseError} when a file was changed or added since the files were read
 */
export function requireUnchanged(work: Work): void {
  const other = work.pack.files.find(({ path, source }) => path !== SIGNATURE && !work.digestOf(source));
  if (other)
    throw new ReleaseError(
      t('{0} was changed while the release was made. Run it again when nobody writes to the model.', other.path),
    );
}
