import { type Failure } from '../../../node/oci/service';
import { type ArtifactsNode, type MessageNode } from './nodes';

/** Says why something is not shown, where it would be, and offers what helps. */
export function failureNode(parent: ArtifactsNode, message: string, kind: Failure['kind'] = 'failed'): MessageNode {
  return {
    kind: 'message',
    id: `${parent.id} failure`,
    icon: kind === 'credentials' ? 'warning' : 'error',
    message,
    action: kind === 'credentials' ? 'sign-in' : 'retry',
    target: parent,
    parent,
  };
}
