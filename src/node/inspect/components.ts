import { type ReadDocument } from '../../core/inspection/documents';
import { mofOf } from '../../core/inspection/from-documents';
import { classifyFile } from '../../core/oci/modelpack/classify/classify';
import { componentPaths, type ComponentPath } from '../../core/oci/modelpack/classify/components';

/** Files by the number of the component that they are part of. */
export function byComponent(
  files: readonly { path: string; size: number }[],
  components: readonly ComponentPath[],
): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, string[]>();
  for (const file of files) {
    const { component } = classifyFile(file, { components });
    if (component === undefined) continue;
    const known = found.get(component);
    if (known) known.push(file.path);
    else found.set(component, [file.path]);
  }
  return found;
}

/** What the MOF configuration names, if there is one. */
export function componentNames(documents: readonly ReadDocument[]): readonly ComponentPath[] {
  const config = mofOf(documents);
  return config ? componentPaths(config.mof) : [];
}
