import { readdirSync, readFileSync } from 'node:fs';
import { corpus } from '../../corpus';

/** A document of the conformance data. */
export interface CorpusFile {
  /** Folder and name. */
  id: string;
  version: string;
  text: string;
}

/** The CycloneDX documents of others: those of the specification, and AI BOMs that a generator made. */
export function cyclonedxFiles(): CorpusFile[] {
  return ['1.5', '1.6', 'aibom'].flatMap((folder) =>
    readdirSync(corpus('cyclonedx', folder))
      .filter((name) => name.endsWith('.json'))
      .map((name) => {
        const text = readFileSync(corpus('cyclonedx', folder, name), 'utf8');
        const version = /-(1\.\d)\.json$/.exec(name)?.[1] ?? (JSON.parse(text) as { specVersion: string }).specVersion;
        return { id: `${folder}/${name}`, version, text };
      }),
  );
}
