import type * as vscode from 'vscode';
import { joined } from '../../../core/licenses/inventory/join';
import { type Inventory } from '../../../core/licenses/inventory/row';
import { LicensesRequest, type LicensesPage, type LicensesParams } from '../../../server/protocol';
import { type Server } from '../../server';

/** All licences of the workspace. */
export interface LicenseList extends Inventory {
  /** Some files were too many or too long to be read. */
  incomplete: boolean;
}

/** Asks the server for the whole list; undefined when it does not answer. */
export async function fetchLicenses(server: Server, token: vscode.CancellationToken): Promise<LicenseList | undefined> {
  const pages: LicensesPage[] = [];
  for (let params: LicensesParams = {}; ;) {
    const page = await server.request<LicensesPage | null>(LicensesRequest, params, token);
    if (page === undefined || token.isCancellationRequested) return undefined;
    if (!page) {
      // Another list has taken the place of the one that was begun.
      pages.length = 0;
      params = {};
      continue;
    }
    pages.push(page);
    if (page.next === undefined) return { ...joined(pages), incomplete: page.incomplete };
    params = { page: { list: page.list, from: page.next } };
  }
}
