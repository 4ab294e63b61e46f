import { countedAs, type ComponentDefinition } from '../../../mof/components';
import { type MofDocument } from '../../../mof/document';
import { asScalar, entryOf } from '../../../text/tree';
import { type LayerKind } from '../layer-type';

/** A file or folder of the model that its MOF configuration names as a component. */
export interface ComponentPath {
  component: number;
  /** Relative to the model, with `/`, without one at the end. */
  path: string;
}

/** What a layer with a component of the framework is for ModelPack, by the number of the component. */
const KIND_OF: Readonly<Record<number, LayerKind>> = {
  7: 'code',
  8: 'code',
  9: 'code',
  10: 'weight',
  11: 'doc',
  12: 'doc',
  13: 'doc',
  14: 'doc',
  15: 'dataset',
  16: 'code',
  17: 'weight.config',
  18: 'code',
  19: 'dataset',
  20: 'doc',
  21: 'doc',
  22: 'code',
  24: 'weight',
};

export function kindOfComponent({ id }: Pick<ComponentDefinition, 'id'>): LayerKind {
  return KIND_OF[id]!;
}

/** Where the components of a release are in the model folder; those on other sites are left out. */
export function componentPaths({ components }: MofDocument): ComponentPath[] {
  return components.flatMap(({ name, definition, map }) => {
    const written = asScalar(entryOf(map, 'component_path')?.value)?.text;
    const path = written === undefined ? undefined : localPath(written);
    return path && name !== undefined && definition ? [{ component: countedAs(name).id, path }] : [];
  });
}

/** A path inside of the model; undefined for addresses, for paths that lead out, and for the model as a whole. */
function localPath(written: string): string | undefined {
  const path = written
    .trim()
    .replace(/^(?:\.\/+)+/, '')
    .replace(/\/+$/, '');
  const isLocal = path !== '' && path !== '.' && !/^[a-z][a-z0-9+.-]*:|^\/|\\/i.test(path);
  return isLocal && path.split('/').every((part) => part !== '' && part !== '..') ? path : undefined;
}

/** What the MOF configuration says of a file: itself named, or a folder that it is in; the nearest one counts. */
export function componentOf(
  path: string,
  named: readonly ComponentPath[],
): { component: number; exact: boolean } | undefined {
  let found: ComponentPath | undefined;
  for (const each of named) {
    const covers = each.path === path || path.startsWith(`${each.path}/`);
    if (covers && (!found || each.path.length > found.path.length)) found = each;
  }
  return found && { component: found.component, exact: found.path === path };
}
