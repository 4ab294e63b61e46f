import { checkText } from '../../core/documents/text-rules';
import { MofDocument } from '../../core/mof/document';
import { printable } from '../../core/report/printable';
import { Exit, type ExitCode } from '../exit';
import { loadDocument, loadStream, type LoadedDocument } from '../files/documents';
import { FileError } from '../../node/files/errors';
import { targets } from '../files/targets';
import { type Host } from '../host';
import { verdictOf, type FileVerdict } from './verdict';
import { verdictText } from './text';

export interface ClassRequest {
  /** Files, folders and globs; `-` stands for standard input. */
  paths: readonly string[];
  format: 'text' | 'json';
}

/** Classifies releases and prints the verdicts. A low class is no failure: only what could not be classified is. */
export async function runClass({ paths, format }: ClassRequest, host: Host): Promise<ExitCode> {
  let failed = false;
  const cannotClassify = ({ file, message }: FileError): void => {
    host.stderr(`mof: ${printable(`${file} ${message}`)}\n`);
    failed = true;
  };
  const found = targets(
    paths.filter((arg) => arg !== '-'),
    { cwd: host.cwd, excluded: () => false, problem: cannotClassify },
  );
  const verdicts: FileVerdict[] = [];
  const add = async (named: boolean, load: () => LoadedDocument | undefined | Promise<LoadedDocument>) => {
    try {
      const loaded = await load();
      const verdict = loaded && classified(loaded, named);
      if (verdict) verdicts.push(verdict);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      cannotClassify(error);
    }
  };
  for (const target of found) await add(target.named, () => loadDocument(target));
  if (paths.includes('-'))
    await add(true, () => loadStream(host.stdin, { path: 'stdin', shown: 'stdin', named: true }));
  if (!verdicts.length && !failed) host.stderr('mof: no MOF configurations found\n');
  if (format === 'json') host.stdout(`${JSON.stringify({ files: verdicts }, null, 2)}\n`);
  else host.stdout(verdicts.map(verdictText).join('\n'));
  return failed ? Exit.unchecked : Exit.clean;
}

/**
 * The verdict on a document; undefined for one of another kind that was found in a folder.
 * @throws {FileError} when the Model Openness Tool would not read it, so that it has no class
 */
function classified({ shown, document, decoded }: LoadedDocument, named: boolean): FileVerdict | undefined {
  if (document.kind.id !== 'mof') {
    if (named) throw new FileError(shown, `is a ${document.kind.title}, not a MOF configuration`);
    return undefined;
  }
  const { parsed } = document;
  checkText(parsed, decoded, (_rule, { at, message }) => {
    const { line, character } = parsed.lines.positionAt(at.start);
    throw new FileError(shown, `cannot be classified: ${line + 1}:${character + 1}: ${message}`);
  });
  return verdictOf(shown, new MofDocument(parsed));
}
