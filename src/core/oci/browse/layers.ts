import { COMPONENTS, component as componentById, FINAL_PARAMETERS } from '../../mof/components';
import { classifyFile } from '../modelpack/classify/classify';
import { kindOfComponent } from '../modelpack/classify/components';
import { LAYER_KINDS, type LayerKind } from '../modelpack/layer-type';

/** A layer of an artifact. Plain data: it crosses between bundles. */
export interface BrowsedLayer {
  digest: string;
  mediaType: string;
  /** Bytes. */
  size: number;
  /** Where its file belongs; absent where nothing tells. */
  path?: string;
  /** What it holds; absent where its type does not say. */
  kind?: LayerKind;
  /** Whether it is an archive of files. */
  isArchive: boolean;
  /** Why its path must not be used. */
  unsafe?: string;
  /** Whether the store has it as it must be, by its size; absent where nobody looked, as with registries. */
  isHere?: boolean;
}

/** Layers that are one thing: a component of the Model Openness Framework, or else a kind of ModelPack. */
export interface LayerGroup {
  /** The number of the component, as far as it is known. */
  component?: number;
  /** Absent for files of which nobody says what they are. */
  kind?: LayerKind;
  layers: readonly BrowsedLayer[];
  /** Of all its layers. */
  bytes: number;
}

/** Components that a kind stands for where names do not tell: weights are those of the model, data those of its training. */
const USUAL_COMPONENT: Partial<Record<LayerKind, number>> = { weight: FINAL_PARAMETERS, dataset: 15 };

/** Groups the layers of an artifact: weights first, within a kind in the order of the framework. */
export function layerGroups(layers: readonly BrowsedLayer[]): LayerGroup[] {
  const groups = new Map<string, { group: Omit<LayerGroup, 'layers' | 'bytes'>; layers: BrowsedLayer[] }>();
  for (const layer of layers) {
    const component = componentOfLayer(layer);
    const kind = layer.kind ?? (component === undefined ? undefined : kindOfComponent({ id: component }));
    const key = `${kind ?? ''} ${component ?? ''}`;
    const found = groups.get(key);
    if (found) found.layers.push(layer);
    else {
      const group = { ...(component === undefined ? {} : { component }), ...(kind === undefined ? {} : { kind }) };
      groups.set(key, { group, layers: [layer] });
    }
  }
  return [...groups.values()]
    .map(({ group, layers: all }) => ({
      ...group,
      layers: all,
      bytes: all.reduce((sum, { size }) => sum + size, 0),
    }))
    .sort((a, b) => rankOf(a) - rankOf(b));
}

/** The component of a layer, by the name of its file where that is certain, and by its kind. */
function componentOfLayer({ path, size, kind, isArchive }: BrowsedLayer): number | undefined {
  if (path !== undefined && !isArchive) {
    const { component, by } = classifyFile({ path, size });
    const fits = component !== undefined && by !== 'size';
    if (fits && (kind === undefined || kindOfComponent(componentById(component)) === kind)) return component;
  }
  return kind && USUAL_COMPONENT[kind];
}

const KIND_ORDER: readonly LayerKind[] = ['weight', ...LAYER_KINDS.filter((kind) => kind !== 'weight')];
const COMPONENT_ORDER = COMPONENTS.map(({ id }) => id);

function rankOf({ kind, component }: Pick<LayerGroup, 'kind' | 'component'>): number {
  const ofKind = kind === undefined ? KIND_ORDER.length : KIND_ORDER.indexOf(kind);
  const within = component === undefined ? COMPONENT_ORDER.length : COMPONENT_ORDER.indexOf(component);
  return ofKind * 100 + within;
}

/** What an artifact is made of. */
export interface ArtifactContents {
  digest: string;
  mediaType: string;
  size: number;
  artifactType: string;
  /** Absent for an index of manifests. */
  config?: BrowsedLayer;
  layers: readonly BrowsedLayer[];
  /** The manifests of an index. */
  manifests: readonly { digest: string; mediaType: string; size: number; platform?: string }[];
}
