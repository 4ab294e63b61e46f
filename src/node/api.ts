/**
 * What the extension takes from the bundle of the command line, so that nothing is bundled twice. Each part is evaluated when it
 * is asked for.
 */

/** Signing and verifying. */
export const loadSigning = () => import('./signing/service');

export type Signing = Awaited<ReturnType<typeof loadSigning>>;

/** Packaging models, and moving them between layouts and registries. */
export const loadPackaging = () => import('./oci/service');

export type Packaging = Awaited<ReturnType<typeof loadPackaging>>;

/** Inspecting models, artifacts, signatures and bills of materials. */
export const loadInspection = () => import('./inspect/service');

export type InspectionService = Awaited<ReturnType<typeof loadInspection>>;

/** Finding and writing trust policies. */
export const loadPolicies = () => import('./policy/service');

export type Policies = Awaited<ReturnType<typeof loadPolicies>>;

/** Finding out what a model folder says of its model. */
export const loadModelFolders = () => import('./modelfolder/load');

export type ModelFolders = Awaited<ReturnType<typeof loadModelFolders>>;

/** Making documents from model folders, and bringing them up to date. */
export const loadGenerating = () => import('./generate/service');

export type Generating = Awaited<ReturnType<typeof loadGenerating>>;
