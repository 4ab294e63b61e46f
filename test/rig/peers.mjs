// Other people's programs that the tests work with: registries, and tools for artifacts, signatures and bills of materials.
// Debian's packages are installed; Go's are built into a cache, where Go is, and Python's are installed there. What cannot be
// had is told of in words; its tests are skipped.
//   node test/rig/peers.mjs
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installGoPrograms } from './go-programs.mjs';
import { installPythonPrograms } from './python-programs.mjs';
import { aptInstall, onPath, runMain } from './system.mjs';

const rigDir = path.dirname(fileURLToPath(import.meta.url));

const GO_PROGRAMS = {
  oras: { package: 'oras.land/oras/cmd/oras', version: 'v1.3.3' },
  registry: { package: 'github.com/distribution/distribution/v3/cmd/registry', version: 'v3.1.0' },
  'referrers-registry': { folder: path.join(rigDir, 'referrers-registry') },
  kitops: { package: 'github.com/kitops-ml/kitops', version: 'v1.15.0', replaces: true },
  modctl: { package: 'github.com/modelpack/modctl', version: 'v0.2.2', replaces: true },
};

/** By a program of theirs. Disks with XFS, whose files share blocks, only the superuser can mount. */
const DEBIAN_PACKAGES = {
  'docker-registry': 'docker-registry',
  skopeo: 'skopeo',
  ...(process.getuid?.() === 0 ? { 'mkfs.xfs': 'xfsprogs' } : {}),
};

/** By the folder that they get in the cache. */
const PYTHON_PROGRAMS = {
  'model-signing': ['model-signing==1.1.1', 'pyopenssl==26.4.0'],
  'spdx3-validate': ['spdx3-validate==0.0.7'],
};

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  await runMain(() => {
    installGoPrograms(GO_PROGRAMS);
    for (const [folder, packages] of Object.entries(PYTHON_PROGRAMS)) installPythonPrograms(folder, packages);
    const missing = Object.entries(DEBIAN_PACKAGES).flatMap(([program, name]) => (onPath(program) ? [] : [name]));
    if (missing.length) aptInstall(missing, 'A registry, a client for it or a file system to test with');
  });
