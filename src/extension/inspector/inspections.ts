import * as vscode from 'vscode';
import { type Progress } from '../../core/signing/model/model';
import { type ExpectedSigner, type Failure } from '../../node/signing/service';
import { type InspectRequest, type InspectTarget, type Inspection } from '../../node/inspect/service';
import { type Extension } from '../extension';
import { policySearch } from '../policy/search';
import { withRegistry } from '../packaging/registry-access';
import { parentOf } from '../signing/model-folder';
import { lastExpected } from '../signing/last-verified';
import { named } from '../signing/service';
import { trustConfig } from '../signing/trust-config';
import { inspectionService } from './service';
import { type Single } from './target';

export interface InspectingWork {
  progress: (done: Progress) => void;
  signal: AbortSignal;
  /** Whether files are hashed that nobody signed, too: what comparing takes. */
  hashAll?: boolean;
}

/** Inspects something. Undefined where it can't be done here, or the user gave up. */
export async function inspect(
  extension: Extension,
  target: Single,
  work: InspectingWork,
): Promise<Inspection | Failure | undefined> {
  const service = await inspectionService(extension);
  if (!service) return undefined;
  if (target.kind !== 'registry') return service.inspect(request(extension, localTarget(target), target, work));
  const { reference } = target;
  return withRegistry(extension, reference, (access) =>
    service.inspect(request(extension, { kind: 'artifact', place: { reference, access } }, target, work)),
  );
}

function localTarget(target: Exclude<Single, { kind: 'registry' }>): InspectTarget {
  if (target.kind === 'layout')
    return { kind: 'artifact', place: { layout: named(vscode.Uri.parse(target.layout)), name: target.name } };
  const uri = vscode.Uri.parse(target.uri);
  switch (target.kind) {
    case 'folder':
      return { kind: 'folder', model: named(uri) };
    case 'signature':
      return { kind: 'signature', signature: named(uri) };
    case 'bom': {
      // What the editor shows of it, whether it is saved or not.
      const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === target.uri);
      return { kind: 'bom', bom: named(uri), ...(open?.isDirty ? { text: open.getText() } : {}) };
    }
  }
}

function request(
  extension: Extension,
  target: InspectTarget,
  single: Single,
  { progress, signal, hashAll = false }: InspectingWork,
): InspectRequest {
  const expected = expectedOf(extension, single);
  const config = trustConfig();
  return {
    target,
    ...(expected ? { expected: [expected] } : {}),
    ...(config ? { trustConfig: config } : {}),
    policy: policySearch('uri' in single ? vscode.Uri.parse(single.uri) : undefined),
    allowRemembered: true,
    hashAll,
    progress,
    signal,
  };
}

/** Who is expected to have signed: whom the user named when they verified it. Never what the signature says. */
function expectedOf({ context, verified }: Extension, target: Single): ExpectedSigner | undefined {
  if (target.kind !== 'folder' && target.kind !== 'signature') return undefined;
  const uri = vscode.Uri.parse(target.uri);
  // A signature is of the folder that it is in, or of what it is named after.
  const models =
    target.kind === 'folder' ? [uri] : [parentOf(uri), uri.with({ path: uri.path.replace(/\.[^./]+$/, '') })];
  for (const model of models) {
    const expected = verified.get(model)?.expected ?? lastExpected(context, model);
    if (expected) return expected;
  }
  return undefined;
}
