import { LSPErrorCodes, ResponseError, type CancellationToken } from 'vscode-languageserver';
import { convertBom } from '../core/bom/convert/convert';
import { conversionText } from '../core/bom/convert/report';
import { diffBoms } from '../core/bom/diff/diff';
import { diffText } from '../core/bom/diff/report';
import { PROFILES, readinessOf } from '../core/bom/readiness/readiness';
import { readinessText } from '../core/bom/readiness/report';
import { BomError } from '../core/bom/view/json';
import { readBom, recogniseBom } from '../core/bom/view/read';
import { LineIndex } from '../core/text/position';
import { type ServerHost } from './host';
import {
  BomReadinessRequest,
  CompareBomsRequest,
  ConvertBomRequest,
  type BomFailure,
  type BomReport,
  type BomText,
  type CompareBomsParams,
  type ConvertBomParams,
  type ConvertedBom,
} from './protocol';
import { type Services } from './services';

/** Answers what an editor asks about bills of materials beside their findings. */
export function registerBom({ connection }: Services, clock: ServerHost['clock']): void {
  connection.onRequest(CompareBomsRequest, ({ a, b }: CompareBomsParams, token: CancellationToken) =>
    inSteps<BomReport>(token, function* () {
      const before = reading(a, () => readBom(a.text));
      yield;
      const after = reading(b, () => readBom(b.text));
      yield;
      return { report: diffText(diffBoms(before, after), { a: a.name, b: b.name }) };
    }),
  );
  connection.onRequest(BomReadinessRequest, (bom: BomText, token: CancellationToken) =>
    inSteps<BomReport>(token, function* () {
      const view = reading(bom, () => readBom(bom.text));
      yield;
      return { report: `${bom.name}\n\n${readinessText(readinessOf(bom.text, view, PROFILES))}` };
    }),
  );
  connection.onRequest(ConvertBomRequest, ({ bom, cycloneDxVersion }: ConvertBomParams, token: CancellationToken) =>
    inSteps<ConvertedBom>(token, function* () {
      const to = reading(bom, () => recogniseBom(bom.text)).format === 'spdx' ? 'cyclonedx' : 'spdx';
      yield;
      const { text, report } = reading(bom, () => convertBom(bom.text, { to, cycloneDxVersion, now: clock.now() }));
      yield;
      return { text, report: `${bom.name}\n\n${conversionText(report, bom.text)}` };
    }),
  );
}

/** What is wrong with a BOM, as a sentence that names it. */
class BomProblem extends Error {}

function reading<T>({ name, text }: BomText, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof BomError)) throw error;
    const place = error.offset === undefined ? '' : placeOf(error.offset, text);
    throw new BomProblem(`${name}${place}: ${error.message}`);
  }
}

function placeOf(offset: number, text: string): string {
  const { line, character } = new LineIndex(text).positionAt(offset);
  return `:${line + 1}:${character + 1}`;
}

/** Works in steps between which other requests have their turn and the client may cancel. */
async function inSteps<T>(
  token: CancellationToken,
  work: () => Generator<void, T>,
): Promise<T | BomFailure | ResponseError> {
  try {
    const steps = work();
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      await new Promise((resolve) => setTimeout(resolve));
      if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled');
    }
  } catch (error) {
    if (error instanceof BomProblem) return { failure: error.message };
    throw error;
  }
}
