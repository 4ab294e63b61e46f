/** What a request does in a repository. */
export type Action = 'pull' | 'push' | 'delete';

/** What a token is asked for: `repository:lab/model:pull,push` (distribution, "Token Scope Documentation"). */
export type Scope = string;

export function repositoryScope(repository: string, ...actions: Action[]): Scope {
  return `repository:${repository}:${actions.join(',')}`;
}

/** Scopes with all actions of one resource in one, in an order that depends on nothing else. */
export function mergeScopes(...lists: (readonly Scope[])[]): Scope[] {
  const actions = new Map<string, Set<string>>();
  for (const scope of lists.flat()) {
    const [resource, list] = split(scope);
    const known = actions.get(resource) ?? new Set();
    for (const action of list) known.add(action);
    actions.set(resource, known);
  }
  return [...actions].map(([resource, list]) => `${resource}:${[...list].sort().join(',')}`).sort();
}

/** Whether who may do all of the one may do all of the other. */
export function covers(granted: readonly Scope[], wanted: readonly Scope[]): boolean {
  return wanted.every((scope) => {
    const [resource, list] = split(scope);
    const known = granted.map(split).find(([other]) => other === resource)?.[1];
    return known !== undefined && list.every((action) => known.includes(action) || known.includes('*'));
  });
}

function split(scope: Scope): [resource: string, actions: string[]] {
  const colon = scope.lastIndexOf(':');
  return [
    scope.slice(0, colon),
    scope
      .slice(colon + 1)
      .split(',')
      .filter(Boolean),
  ];
}
