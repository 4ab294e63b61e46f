import { afterEach, describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-languageserver';
import {
  BomReadinessRequest,
  CompareBomsRequest,
  ConvertBomRequest,
  type BomReport,
  type ConvertedBom,
} from '../../src/server/protocol';
import { cycloneDxModel, spdxModel } from '../unit/bom/fixtures';
import { TestClient } from './harness';

let client: TestClient;
afterEach(() => client.stop());
const ask = async <R>(method: string, params: unknown): Promise<R> => {
  client = await TestClient.start();
  return client.connection.sendRequest<R>(method, params);
};

const spdx = { name: 'a.json', text: spdxModel() };
const cycloneDx = { name: 'b.json', text: cycloneDxModel() };

describe('an editor', () => {
  it('is told what two BOMs say differently', async () => {
    const report = await ask<BomReport>(CompareBomsRequest, { a: spdx, b: cycloneDx });
    expect(report).toMatchObject({ report: expect.stringMatching(/^a\.json → b\.json\n/) as string });
  });
  it('is told how ready a BOM is, with its lines', async () => {
    const report = (await ask<BomReport>(BomReadinessRequest, spdx)) as { report: string };
    expect(report.report).toMatch(/ \(line \d+\)\n/);
  });
  it('gets a BOM in the other format, with a report', async () => {
    const there = (await ask<ConvertedBom>(ConvertBomRequest, { bom: spdx, cycloneDxVersion: '1.7' })) as {
      text: string;
    };
    expect(JSON.parse(there.text)).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.7' });
    await client.stop();
    const back = await ask<ConvertedBom>(ConvertBomRequest, { bom: cycloneDx, cycloneDxVersion: '1.6' });
    expect(back).toMatchObject({ text: expect.stringContaining('spdx-context.jsonld') as string });
  });
  it('is told what is wrong with a text that is no BOM', async () => {
    const report = await ask<BomReport>(CompareBomsRequest, { a: spdx, b: { name: 'x.json', text: '{\n"a" 1}' } });
    expect(report).toEqual({ failure: 'x.json:2:5: A colon is expected here.' });
  });
  it('can cancel', async () => {
    client = await TestClient.start();
    const source = new CancellationTokenSource();
    const answer = client.connection.sendRequest(CompareBomsRequest, { a: spdx, b: cycloneDx }, source.token);
    source.cancel();
    await expect(answer).rejects.toThrow('cancelled');
  });
});
