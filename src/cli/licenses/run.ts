import { lint } from '../../core/findings/lint';
import { INVENTORY_FORMATS, type InventoryFormatName } from '../../core/licenses/inventory/export';
import { joined } from '../../core/licenses/inventory/join';
import { inventoryOf, type Inventory } from '../../core/licenses/inventory/row';
import { printable } from '../../core/report/printable';
import { Exit, type ExitCode } from '../exit';
import { loadDocument, loadStream, type LoadedDocument } from '../files/documents';
import { FileError } from '../../node/files/errors';
import { targets } from '../files/targets';
import { type Host } from '../host';
import { Configurations, orUsageError } from '../lint/configurations';
import { Neighbours } from '../lint/neighbours';
import { lintOptions, type LintSurroundings } from '../lint/options';

export interface LicensesRequest {
  /** Files, folders and globs; `-` stands for standard input, none for the current folder. */
  paths: readonly string[];
  format: InventoryFormatName;
}

/**
 * Lists the licences that documents state. What is wrong with them is for `mof lint` to judge: only what could not be
 * read is a failure.
 * @throws {UsageError} when a configuration can't be read
 */
export async function runLicenses({ paths, format }: LicensesRequest, host: Host): Promise<ExitCode> {
  const configurations = new Configurations(host.cwd, host.today, undefined);
  const neighbours = new Neighbours(host.cwd);
  const found: Inventory[] = [];
  let failed = false;
  const cannotRead = ({ file, message }: FileError): void => {
    host.stderr(`mof: ${printable(`${file} ${message}`)}\n`);
    failed = true;
  };
  const add = async (load: () => LoadedDocument | undefined | Promise<LoadedDocument>): Promise<void> => {
    try {
      const loaded = await load();
      if (loaded) found.push(licensesOf(loaded, { configurations, neighbours, host }));
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      cannotRead(error);
    }
  };
  const args = paths.length ? paths.filter((arg) => arg !== '-') : ['.'];
  const excluded = (file: string) => orUsageError(() => configurations.excludes(file));
  for (const target of targets(args, { cwd: host.cwd, excluded, problem: cannotRead }))
    await add(() => loadDocument(target));
  if (paths.includes('-')) await add(() => loadStream(host.stdin, { path: 'stdin', shown: 'stdin', named: true }));
  host.stdout(INVENTORY_FORMATS[format](joined(found)));
  return failed ? Exit.unchecked : Exit.clean;
}

function licensesOf(loaded: LoadedDocument, surroundings: LintSurroundings): Inventory {
  const { document, shown } = loaded;
  const options = orUsageError(() => lintOptions(loaded, surroundings));
  return inventoryOf(shown, document, document.licensing().statements.length ? lint(document, options) : []);
}
