// What Tekton, Argo and Kubernetes make of their manifests before containers run: parameters filled in, volumes mounted.
import { parseAllDocuments } from 'yaml';
import { expect } from 'vitest';
import { folderWith, type Outcome } from '../cli/mof';
import { execute } from './sandbox';

interface Named {
  name: string;
}
interface Variable extends Named {
  value: string;
}
interface Mount extends Named {
  mountPath: string;
}

export interface Container {
  name?: string;
  env?: Variable[];
  volumeMounts?: Mount[];
  script?: string;
  source?: string;
  command?: string[];
  args?: string[];
}

export interface Manifest {
  kind: string;
  metadata: { name?: string };
  data?: Record<string, string>;
  spec: {
    params?: (Named & { default?: string })[];
    stepTemplate?: Container;
    steps?: Container[];
    arguments?: { parameters: Variable[] };
    templates?: (Named & { script?: Container; steps?: { withParam?: string }[][] })[];
    template?: { spec: { initContainers: Container[] } };
  };
}

export const readManifests = (text: string): Manifest[] =>
  parseAllDocuments(text).map((document) => document.toJS() as Manifest);

/** Fills in what stands for something else; nothing may be left over. */
export function filled(text: string, pattern: RegExp, values: Readonly<Record<string, string>>): string {
  return text.replace(pattern, (_all, name: string) => {
    expect(Object.keys(values), 'what the test knows').toContain(name);
    return values[name]!;
  });
}

/** Folders of the volumes of a pod, by name. */
export type Volumes = Record<string, string>;

/** Runs one container at its own paths. */
export async function runContainer(
  container: Container,
  command: readonly string[],
  { volumes, fill, env = {} }: { volumes: Volumes; fill: (text: string) => string; env?: Record<string, string> },
): Promise<Outcome> {
  const mounts = (container.volumeMounts ?? []).map(({ name, mountPath }) => [
    mountPath,
    (volumes[name] ??= folderWith()),
  ]);
  const variables = (container.env ?? []).map(({ name, value }) => [name, fill(value)] as const);
  return execute({
    command,
    cwd: '/',
    env: { ...Object.fromEntries(variables), ...env },
    mounts: Object.fromEntries(mounts) as Record<string, string>,
  });
}
