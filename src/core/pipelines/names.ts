/** How the part of a repository's name is written that stands for a model. */

/**
 * What follows the name of the project in that of the artifact: nothing for a model that is the whole project, else `/`
 * and the name of its folder as registries allow it (OCI distribution specification 1.1, "Pulling manifests": `<name>`).
 */
export function repositorySuffix(model: string): string {
  const folder = model
    .split('/')
    .filter((part) => part !== '.' && part !== '')
    .at(-1);
  if (folder === undefined) return '';
  const name = folder
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return `/${name || 'model'}`;
}
