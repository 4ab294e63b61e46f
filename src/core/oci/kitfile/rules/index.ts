import { type Rule } from '../../../findings/rule';
import { type KitfileDocument } from '../document';
import { missingPath, noLayers } from './layers';
import { manifestVersion } from './manifest-version';
import { mcpBundle } from './mcp-bundle';
import { duplicateName, missingName } from './names';
import { parameters } from './parameters';
import { partType } from './part-type';
import { absolutePath, backslash, escapingPath, modelReference, notALocalPath, wildcard } from './path-form';
import { emptyLayer, pathNotFound } from './path-target';
import { insideRemote, remoteHash, remotePath } from './remote-dataset';
import { samePath } from './same-path';
import { unknownKey } from './unknown-key';
import { unpackedFile } from './unpacked-files';
import { wrongType } from './wrong-type';

/** Every rule for Kitfiles. A new rule is one file and one line here. */
export const kitfileRules: readonly Rule<KitfileDocument>[] = [
  wrongType,
  unknownKey,
  manifestVersion,
  noLayers,
  missingPath,
  absolutePath,
  escapingPath,
  notALocalPath,
  backslash,
  wildcard,
  modelReference,
  pathNotFound,
  emptyLayer,
  samePath,
  duplicateName,
  missingName,
  partType,
  remotePath,
  remoteHash,
  insideRemote,
  mcpBundle,
  parameters,
  unpackedFile,
];
