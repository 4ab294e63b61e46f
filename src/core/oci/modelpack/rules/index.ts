import { type Rule } from '../../../findings/rule';
import { type ConfigDocument } from '../config-document';
import { type ManifestDocument } from '../manifest-document';
import { annotationKey, fileMetadata, profileIncomplete, profileValue, untestedValue } from './annotations';
import { configMissing, configUnknownKey, configValue, configWrongType } from './config';
import { diffIds } from './diff-ids';
import { oldName } from './old-name';
import { missingFilepath, missingTitle, pathClash, pathMismatch, unsafePath } from './paths';
import { manifestStructure } from './structure';
import { compressedWeights, layerType, manifestType } from './types';

/** Rules about manifests of ModelPack artifacts. A new rule is one import and one entry. */
export const manifestRules: readonly Rule<ManifestDocument>[] = [
  manifestStructure,
  manifestType,
  layerType,
  compressedWeights,
  oldName,
  missingFilepath,
  missingTitle,
  pathMismatch,
  unsafePath,
  pathClash,
  fileMetadata,
  untestedValue,
  annotationKey,
  profileValue,
  profileIncomplete,
  diffIds,
];

/** Rules about their configs. */
export const configRules: readonly Rule<ConfigDocument>[] = [
  configMissing,
  configUnknownKey,
  configWrongType,
  configValue,
  oldName,
];
