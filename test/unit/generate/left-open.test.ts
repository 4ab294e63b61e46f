// What the editor tells of a document that it made: every question that is left, with its place.
import path from 'node:path';
import { expect, it } from 'vitest';
import { EXAMPLE_NAME, exampleFiles } from '../../../src/core/example/example';
import { placeholdersIn } from '../../../src/core/generate/to-do-rule';
import { toDoReport } from '../../../src/core/generate/to-do-report';
import { makeDocument, type GeneratedKind, type MadeDocument } from '../../../src/node/generate/service';
import { folderWith } from '../../cli/mof';

const cwd = folderWith(Object.fromEntries(exampleFiles().map(({ path: name, bytes }) => [name, bytes])));
const made = async (kind: GeneratedKind): Promise<MadeDocument> => {
  const folder = { path: path.join(cwd, EXAMPLE_NAME), shown: EXAMPLE_NAME };
  const document = await makeDocument(kind, { folder, trusted: false, now: new Date(0), toolVersion: '1.0.0' });
  if (!('text' in document)) throw new Error(document.failure);
  return document;
};

it('lists each question that is left open, with or without a placeholder, and leads to its line', async () => {
  const { text, toDos } = await made('spdx');
  const lines = text.split('\n');
  // Problems shows those with a placeholder only.
  expect([toDos.length, placeholdersIn(text).length]).toEqual([6, 1]);
  const report = toDoReport(toDos).split('\n');
  for (const { message, line } of toDos) expect(report).toContain(`(line ${line}) ${message}`);
  const at = (words: RegExp) => lines[toDos.find(({ message }) => words.test(message))!.line! - 1];
  expect(at(/who supplies the model/)).toContain('"name": "TODO: who supplies the model"');
  // The model that is to say it.
  const model = toDos.find(({ message }) => message.includes('ai_autonomyType'))!.line!;
  expect(lines.slice(model - 1, model + 2).join('\n')).toContain('"type": "ai_AIPackage"');
  expect(report.at(-2)).toContain('placeholder');
});

it('lists the questions of the other documents, too', async () => {
  for (const kind of ['cyclonedx', 'mof'] as const) {
    const { toDos } = await made(kind);
    expect(toDos.length).toBeGreaterThan(1);
    for (const { message, line } of toDos) expect(toDoReport(toDos)).toContain(`(line ${line}) ${message}\n`);
  }
  const { toDos } = await made('cyclonedx');
  expect(toDoReport(toDos)).not.toContain('placeholder');
});
