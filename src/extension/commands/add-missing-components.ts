import { type Extension } from '../extension';
import { missingIn } from '../views/level-item';
import { type OpennessNode } from '../views/openness';
import { addComponents } from './add-components';

/** Adds every required component of a class that is not listed yet. */
export async function addMissingComponents(extension: Extension, node?: OpennessNode): Promise<void> {
  if (node?.kind === 'level') await addComponents(extension, node.release.uri, missingIn(node.level));
}
