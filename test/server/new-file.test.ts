import { afterEach, describe, expect, it } from 'vitest';
import { openDocument } from '../../src/core/documents/kinds';
import { NewFileChoicesRequest, NewFileRequest, type NewFileChoices } from '../../src/server/protocol';
import { TestClient } from './harness';

let client: TestClient;
afterEach(() => client?.stop());

describe('a new MOF configuration', () => {
  it('can aim at each class, and begins with the licence of the card', async () => {
    client = await TestClient.start();
    const ask = (card?: string) =>
      client.connection.sendRequest<NewFileChoices>(NewFileChoicesRequest, card === undefined ? {} : { card });
    const choices = await ask('---\nlicense: apache-2.0\n---\n# Aurora\n');
    expect(choices.classes.map(({ label, components }) => [label, components])).toEqual([
      ['Class III', 6],
      ['Class II', 10],
      ['Class I', 14],
    ]);
    expect(choices.known).toBe('Apache-2.0');
    expect(choices.suggested[0]).toEqual({ id: 'Apache-2.0', name: 'Apache License 2.0' });
    const ids = [...choices.suggested, ...choices.others].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await ask('---\nlicense: llama3\n---\n')).known).toBeUndefined();
    expect((await ask()).known).toBeUndefined();
  });

  it('is written as it was asked for', async () => {
    client = await TestClient.start();
    const release = { aim: 3, name: 'aurora', producer: 'Example Lab', license: 'MIT' };
    const text = await client.connection.sendRequest<string>(NewFileRequest, release);
    expect(openDocument('mof.yml', text)?.licensing().statements[0]).toMatchObject({ text: 'MIT' });
  });
});
