import { type RuleInfo } from '../findings/rule';

/** A rule about a whole folder. What it finds depends on several files, so it is found by reading the folder. */
export type FolderRule = RuleInfo;

const rule = (id: string, severity: RuleInfo['severity'], title: string, help: string): FolderRule => ({
  id: `modelfolder/${id}`,
  title,
  help,
  severity,
  fixable: false,
});

export const differentLicenses = rule(
  'different-licenses',
  'warning',
  'Sources name different licences',
  'Nobody can tell which licence counts when the card, the licence file and the weights name different ones.',
);
export const differentValues = rule(
  'different-values',
  'warning',
  'Sources contradict each other',
  'Two files say different things about the model, so one of them is wrong or out of date.',
);
export const damagedWeights = rule(
  'damaged-weights',
  'error',
  'Weights do not fit their header',
  'The header of a file with weights says what follows; a file that does not fit it is cut off, damaged or made to mislead.',
);
export const missingShard = rule(
  'missing-shard',
  'error',
  'Part of the weights is missing',
  'The index of the weights names a file that is not in the folder, so the model cannot be loaded.',
);
export const pointer = rule(
  'pointer',
  'error',
  'Pointer instead of the file',
  'Git LFS leaves a small text in place of a file that was not fetched. A release would hold the text and not the file.',
);
export const pickle = rule(
  'pickle',
  'warning',
  'Weights that can run code',
  'Pickle files run whatever code they hold when they are loaded. They are never loaded here; safetensors hold data only.',
);
export const unreadable = rule(
  'unreadable',
  'warning',
  'Source cannot be read',
  'A file that says something about the model is damaged, or written in another form than its name promises.',
);
export const noCard = rule(
  'no-card',
  'warning',
  'No model card',
  'Without a card nobody is told what the model is for, what it was trained on and where its limits are.',
);
export const noLicense = rule(
  'no-license',
  'warning',
  'No licence',
  'Without a licence nobody may use the model, wherever it was published.',
);
export const link = rule(
  'link',
  'warning',
  'Link that cannot be followed',
  'A link that leads out of the folder, to nothing or in a circle stands for a file that is not part of the model.',
);
export const tooManyFiles = rule(
  'too-many-files',
  'warning',
  'More files than are listed',
  'The folder holds more files than are listed, so that what is said of it is not complete.',
);

/** Every rule about model folders. */
export const folderRules: readonly FolderRule[] = [
  differentLicenses,
  differentValues,
  damagedWeights,
  missingShard,
  pointer,
  pickle,
  unreadable,
  noCard,
  noLicense,
  link,
  tooManyFiles,
];
