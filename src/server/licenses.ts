import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { baseName } from '../core/findings/context';
import { INVENTORY_FORMATS } from '../core/licenses/inventory/export';
import { type Inventory, type LicenseRow } from '../core/licenses/inventory/row';
import { LicenseIndex, type IndexParts, type WorkspaceLicenses } from './license-index';
import {
  ExportLicensesRequest,
  LicensesChangedNotification,
  LicensesRequest,
  type ExportLicensesParams,
  type LicensesPage,
  type LicensesParams,
} from './protocol';
import { type Services } from './services';
import { contains, normalUri, pathOf, relativeTo } from './uris';

/** Places in one answer. */
const PAGE = 2000;
/** How long changes are gathered before the client is told, in milliseconds. */
const REST = 500;

/** What changes of the surroundings are told to. */
export interface Licenses {
  /** A file changed on disk. */
  fileChanged(file: string): void;
  /** Folders, settings or a configuration changed. */
  surroundingsChanged(): void;
  stop(): void;
}

/** Answers for the list of all licences of the workspace. */
export function registerLicenses(services: Services, parts: IndexParts): Licenses {
  const { connection, documents } = services;
  const index = new LicenseIndex(services, parts);
  /** The list that pages are taken from, and its number. */
  let list: { number: number; all: WorkspaceLicenses } | undefined;
  let lists = 0;
  let timer: NodeJS.Timeout | undefined;
  const changed = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void connection.sendNotification(LicensesChangedNotification);
    }, REST);
  };

  connection.onRequest(
    LicensesRequest,
    async ({ page }: LicensesParams, token: CancellationToken): Promise<LicensesPage | null | ResponseError> => {
      if (page) return page.list === list?.number ? pageOf(list.all, list.number, page.from) : null;
      const all = await index.all(token);
      if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
      list = { number: ++lists, all };
      return pageOf(all, list.number, 0);
    },
  );
  connection.onRequest(
    ExportLicensesRequest,
    async ({ format }: ExportLicensesParams, token: CancellationToken): Promise<string | ResponseError> => {
      const all = await index.all(token);
      if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
      return INVENTORY_FORMATS[format](withPaths(all, parts.folders()));
    },
  );
  documents.texts.onDidChangeContent(() => {
    if (index.inUse) changed();
  });
  documents.texts.onDidClose(({ document: { uri } }) => {
    if (index.fileChanged(normalUri(uri))) changed();
  });
  return {
    fileChanged(file) {
      if (index.fileChanged(file)) changed();
    },
    surroundingsChanged() {
      if (!index.inUse) return;
      index.forget();
      changed();
    },
    stop() {
      clearTimeout(timer);
      index.forget();
    },
  };
}

function pageOf({ rows, licenses, incomplete }: WorkspaceLicenses, list: number, from: number): LicensesPage {
  const to = from + PAGE;
  const page = rows.slice(from, to);
  const named = new Set(page.map(({ license }) => license));
  return {
    list,
    rows: page,
    licenses: licenses.filter(({ license }) => named.has(license)),
    incomplete,
    ...(to < rows.length ? { next: to } : {}),
  };
}

/** Files by their paths in the workspace; with the name of the folder before them where it has several. */
function withPaths({ rows, licenses }: Inventory, folders: readonly string[]): Inventory {
  const shown = ({ file }: LicenseRow): string => {
    const folder = folders.find((each) => contains(each, file));
    if (folder === undefined) return baseName(pathOf(file));
    const path = relativeTo(folder, file);
    return folders.length > 1 ? `${baseName(pathOf(folder))}/${path}` : path;
  };
  return { rows: rows.map((row) => ({ ...row, file: shown(row) })), licenses };
}
