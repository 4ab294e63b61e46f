import picomatch from 'picomatch';

const compiled = new Map<string, (path: string) => boolean>();

/** Whether a glob of the configuration file names a path, which is relative to the configuration's folder. */
export function matchesGlob(glob: string, path: string): boolean {
  let matcher = compiled.get(glob);
  if (!matcher) compiled.set(glob, (matcher = compile(glob)));
  return matcher(path);
}

/** A glob that names a folder stands for all that is in it, as in `.gitignore`. One that is no glob names nothing. */
function compile(glob: string): (path: string) => boolean {
  const plain = glob.replace(/^\.?\//, '').replace(/\/+$/, '');
  if (plain === '' || plain === '.') return () => true;
  try {
    return picomatch([plain, `${plain}/**`], { dot: true });
  } catch {
    return () => false;
  }
}
