// Linters of others for what pipelines are written in: actionlint and manifest-check are built by Go, check-jsonschema (which
// brings SchemaStore's schemas), zizmor and pre-commit come from PyPI, and so do readers of safetensors and GGUF, all into a
// cache. What cannot be had is told of in words; its tests are skipped.
//   node test/rig/linters.mjs
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installGoPrograms } from './go-programs.mjs';
import { installPythonPrograms } from './python-programs.mjs';
import { runMain } from './system.mjs';

const GO_PROGRAMS = {
  actionlint: { package: 'github.com/rhysd/actionlint/cmd/actionlint', version: 'v1.7.12' },
  'manifest-check': { folder: path.join(path.dirname(fileURLToPath(import.meta.url)), 'manifest-check') },
};

const PYTHON_PACKAGES = [
  'check-jsonschema==0.37.2',
  'zizmor==1.32.0',
  'pre-commit==4.7.0',
  'safetensors==0.8.0',
  'gguf==0.19.0',
];

if (process.argv[1] && path.resolve(process.argv[1]) === fileURLToPath(import.meta.url))
  await runMain(() => {
    installGoPrograms(GO_PROGRAMS);
    installPythonPrograms('linters', PYTHON_PACKAGES);
  });
