import * as vscode from 'vscode';
import { type Action } from '../../../webview/protocol';
import { type Inspection } from '../../core/inspection/inspection';
import { type Failure } from '../../node/signing/service';
import { type Extension } from '../extension';
import { isFailure, shownName } from '../signing/service';
import { inspect, type InspectingWork } from './inspections';
import { inspectionService } from './service';
import { titleOf, type Target } from './target';
import { comparisonView } from './view/comparison';
import { viewOf, type Shown } from './view/view';

/** What an inspector shows, and the inspections that it was made of. */
export interface Loaded {
  inspections: readonly Inspection[];
  shown: Shown;
}

/** Inspects what an inspector is about. Undefined where it can't be done here, or the user gave up. */
export async function load(
  extension: Extension,
  target: Target,
  work: InspectingWork,
  actions: Action[],
): Promise<Loaded | Failure | undefined> {
  if (target.kind !== 'comparison') {
    const inspection = await inspect(extension, target, work);
    if (inspection === undefined || isFailure(inspection)) return inspection;
    return {
      inspections: [inspection],
      shown: viewOf(inspection, actions, (path) => shownName(vscode.Uri.file(path))),
    };
  }
  const hashing = { ...work, hashAll: true };
  const a = await inspect(extension, target.a, hashing);
  if (a === undefined || isFailure(a)) return a;
  const b = await inspect(extension, target.b, hashing);
  if (b === undefined || isFailure(b)) return b;
  const { compareInspections } = (await inspectionService(extension))!;
  const title = vscode.l10n.t('{0} and {1}', titleOf(target.a), titleOf(target.b));
  return { inspections: [a, b], shown: comparisonView(compareInspections(a, b), title, actions) };
}
