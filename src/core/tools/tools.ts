import { type InputProperty, type InputSchema, type Tool } from './tool';

const MOST = 4096;

function input(properties: Record<string, string>, required: readonly string[]): InputSchema {
  const all = Object.entries(properties).map(([name, description]): [string, InputProperty] => [
    name,
    { type: 'string', description, maxLength: MOST },
  ]);
  return { type: 'object', properties: Object.fromEntries(all), required, additionalProperties: false };
}

/** Descriptions are for models, which are trained on English; they are not translated. */
export const TOOLS: readonly Tool[] = [
  {
    name: 'lint',
    title: 'Check model documents',
    description:
      'Checks documents about AI models for mistakes: Model Openness Framework (MOF) configurations, SPDX 3 and CycloneDX bills of materials, Kitfiles, Modelfiles, model cards, licences. Returns findings with rule, severity, file, line and message. Reads files only; changes nothing.',
    inputSchema: input({ path: 'File or folder to check, relative to the open folder or absolute in it.' }, ['path']),
  },
  {
    name: 'explain_class',
    title: 'Explain a Model Openness Framework class',
    description:
      'Explains the class of a model release by the Model Openness Framework (Class I, II, III or unclassified): which components count, which are missing or not openly licensed for the next class, and which files are there for them. Reads files only; changes nothing.',
    inputSchema: input({ path: 'A MOF configuration, or the model folder that it is in.' }, ['path']),
  },
  {
    name: 'inspect_artifact',
    title: 'Inspect a model or artifact',
    description:
      'Tells what a model folder, an artifact in an OCI image layout on this machine, a signature file or an AI bill of materials is: files, layers, openness class, licences and their restrictions, bills of materials and whether they fit the files, base models and datasets, signatures and verdict with reasons. Works offline; never downloads anything.',
    inputSchema: input(
      {
        path: 'Model folder, signature file, bill of materials, or the folder of an OCI image layout.',
        name: 'For an image layout: the name, tag or digest of the artifact in it.',
      },
      ['path'],
    ),
  },
  {
    name: 'verify',
    title: 'Verify a model',
    description:
      'Verifies the signature of a model folder, or of an artifact in an OCI image layout on this machine, and says whether the trust policies accept it: verdict, who signed, every check, files that were changed, are missing or nobody signed. Works offline.',
    inputSchema: input(
      {
        path: 'Model folder, or the folder of an OCI image layout.',
        name: 'For an image layout: the name, tag or digest of the artifact in it.',
        policy: 'A trust policy to ask; without it, the user’s own and that of the folder are.',
      },
      ['path'],
    ),
  },
];
