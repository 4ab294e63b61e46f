import { type Extension } from '../extension';
import { type OpennessNode } from '../views/openness';
import { addComponents } from './add-components';

/** Adds the component of a row of the Openness view. */
export async function addComponent(extension: Extension, node?: OpennessNode): Promise<void> {
  if (node?.kind === 'component') await addComponents(extension, node.release.uri, [node.component.id]);
}
