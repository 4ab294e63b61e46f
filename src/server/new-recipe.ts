import { BomError } from '../core/bom/view/json';
import { readBom } from '../core/bom/view/read';
import { type BomView } from '../core/bom/view/view';
import { detectKindId } from '../core/documents/detect';
import { type NeighbourFile, baseName } from '../core/findings/context';
import { type ModelInventory } from '../core/oci/generate/inventory';
import { generateKitfile } from '../core/oci/generate/kitfile';
import { generateModelfile } from '../core/oci/generate/modelfile';
import { classifyFile, type FileClass } from '../core/oci/modelpack/classify/classify';
import { componentPaths } from '../core/oci/modelpack/classify/components';
import { collectFacts } from '../core/oci/modelpack/facts/collect';
import { MofDocument } from '../core/mof/document';
import { parseYaml } from '../core/text/yaml';
import { listFolder } from './folders';
import { type ServerFiles } from './host';
import { type NeighbourFiles } from './neighbours';
import { NewRecipeRequest, type NewRecipeParams } from './protocol';
import { type Services } from './services';
import { below, pathOf } from './uris';

/** How much of a document about the model is read, in bytes. */
const DOCUMENT_BYTES = 8 * 1024 * 1024;

/** Files whose size is asked for at most, one after the other. */
const MOST_SIZED = 200;

/** Writes a Kitfile or Modelfile for a model folder. */
export function registerNewRecipe({ connection }: Services, files: ServerFiles, neighbours: NeighbourFiles): void {
  connection.onRequest(NewRecipeRequest, async ({ uri, recipe }: NewRecipeParams): Promise<string> => {
    const inventory = await inventoryOf(uri, files, await neighbours.of(below(uri, 'Kitfile')));
    return recipe === 'kitfile' ? generateKitfile(inventory) : generateModelfile(inventory);
  });
}

async function inventoryOf(
  folder: string,
  files: ServerFiles,
  neighbours: readonly NeighbourFile[],
): Promise<ModelInventory> {
  const { files: paths } = await listFolder(files, folder);
  const byKind = (...kinds: string[]) =>
    neighbours.filter(({ name, text }) => kinds.includes(detectKindId(name, text) ?? ''));
  const [config] = byKind('mof');
  const mof = config && new MofDocument(parseYaml(config.text));
  const bom = byKind('spdx', 'cyclonedx').map(bomOf).find(Boolean);
  const components = mof ? componentPaths(mof) : [];
  const found = [];
  let sized = 0;
  for (const path of paths) {
    const guess = classifyFile({ path, size: 0 }, { components });
    // The size tells the largest of several weights, and what a file may be of which nothing else is known.
    const asked = needsSize(guess) && sized++ < MOST_SIZED;
    const size = (asked ? await files.size(below(folder, path)) : undefined) ?? 0;
    found.push({ path, size, class: asked ? classifyFile({ path, size }, { components }) : guess });
  }
  const text = (path: string | undefined) =>
    path === undefined ? undefined : files.read(below(folder, path), DOCUMENT_BYTES);
  const [transformersConfig, weightIndex] = await Promise.all([
    text(paths.find((path) => path === 'config.json')),
    text(paths.find((path) => /^[^/]+\.(?:safetensors|bin)\.index\.json$/.test(path))),
  ]);
  const card = neighbours.find(({ name }) => /^readme\.md$/i.test(name))?.text;
  return {
    folder: baseName(pathOf(folder).replace(/\/+$/, '')),
    files: found,
    facts: collectFacts({
      ...(mof ? { mof } : {}),
      ...(bom ? { bom } : {}),
      ...(card === undefined ? {} : { card }),
      ...(transformersConfig === undefined ? {} : { transformersConfig }),
      ...(weightIndex === undefined ? {} : { weightIndex }),
      files: found.map(({ path, size, class: { kind } }) => ({ path, size, kind })),
    }),
  };
}

function needsSize({ kind, by }: FileClass): boolean {
  return by === 'size' || kind === 'weight';
}

/** A bill of materials that can't be read says nothing; checking it tells why. */
function bomOf({ text }: NeighbourFile): BomView | undefined {
  try {
    return readBom(text);
  } catch (error) {
    if (error instanceof BomError) return undefined;
    throw error;
  }
}
