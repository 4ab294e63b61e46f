import { type TextEdit } from 'vscode-languageserver';
import { addComponentEdits } from '../core/mof/add-components';
import { MofDocument } from '../core/mof/document';
import { exportMof } from '../core/mof/export';
import { openness, type Openness } from '../core/mof/openness';
import { toEdits } from './convert';
import { reason } from './answer';
import { type ServerDocument } from './documents';
import {
  AddComponentsRequest,
  ExportRequest,
  OpennessRequest,
  type AddComponentsParams,
  type DocumentParams,
  type ExportParams,
} from './protocol';
import { type Services } from './services';

/** What the Openness view shows of a document; null when it is no MOF configuration. */
export function opennessOf(document: ServerDocument | undefined): Openness | null {
  const mof = mofIn(document);
  return mof ? openness(mof) : null;
}

/** The model of a document that is a MOF configuration. */
function mofIn(document: ServerDocument | undefined): MofDocument | undefined {
  return document?.document.kind.id === 'mof' ? new MofDocument(document.document.parsed) : undefined;
}

export function registerOpenness({ connection, documents }: Services): void {
  /** Answers a request about a MOF configuration; the fallback is for all other documents and for failures. */
  const on = <P extends DocumentParams>(
    method: string,
    fallback: unknown,
    handler: (mof: MofDocument, params: P) => unknown,
  ) =>
    connection.onRequest(method, (params: P): unknown => {
      try {
        const mof = mofIn(documents.get(params.uri));
        return mof ? handler(mof, params) : fallback;
      } catch (error) {
        connection.console.error(`${params.uri}: ${reason(error)}`);
        return fallback;
      }
    });

  on(OpennessRequest, null, (mof): Openness => openness(mof));
  on<AddComponentsParams>(AddComponentsRequest, [], (mof, { ids }): TextEdit[] =>
    toEdits(mof.parsed, addComponentEdits(mof, ids)),
  );
  on<ExportParams>(ExportRequest, null, (mof, { format }): string => exportMof(mof, format));
}
