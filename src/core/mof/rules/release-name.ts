import { baseName } from '../../findings/context';
import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { editorFor } from '../../text/editor';
import { asScalar } from '../../text/tree';
import { type MofDocument } from '../document';
import { scalarType } from '../../text/scalars';

/** src/Form/ModelEvaluateForm.php:59: the web form refuses white space. */
export const blankInName: Rule<MofDocument> = {
  id: 'mof/blank-in-name',
  title: 'Blank in the release name',
  help: 'The web form of the Model Openness Tool does not accept white space in the name of a model.',
  severity: 'warning',
  fixable: true,
  check(document, report) {
    const node = asScalar(document.nameEntry?.value);
    if (!node || !document.name || !/\s/.test(document.name) || document.name.trim() === '') return;
    const name = document.name.trim().replace(/\s+/g, '-');
    report({
      at: node,
      message: t('The name of a release has no blanks; write "{0}".', name),
      fix: () => [
        { title: t('Change to "{0}"', name), safe: false, edits: editorFor(document.parsed).setText(node, name) },
      ],
    });
  },
};

/** The tool's own repository keeps its files as `models/<name>.yml` (src/Controller/ModelController.php:263). */
const MODELS_FOLDER = /(?:^|\/)models\/[^/]+$/;

/** The file name that the Model Openness Tool gives a model. */
export function fileNameFor(name: string): string {
  return `${name.replace(/[^a-zA-Z0-9-_]/g, '-')}.yml`;
}

export const fileName: Rule<MofDocument> = {
  id: 'mof/file-name',
  title: 'File name and release name differ',
  help: 'In a folder "models" the Model Openness Tool names each file after its release. A file that is named otherwise is often a copy whose name was not changed.',
  severity: 'info',
  fixable: false,
  check(document, report, context) {
    const node = asScalar(document.nameEntry?.value);
    const file = decode(baseName(context.path));
    if (!node || !document.name || !MODELS_FOLDER.test(context.path) || !/\.yml$/.test(file)) return;
    const wanted = fileNameFor(document.name);
    // Names with dots and plus signs are kept as they are in the tool's own folder.
    if (file === wanted || file === `${document.name}.yml`) return;
    if (scalarType(node, document.parsed.syntax) === 'null') return;
    report({
      at: node,
      message: t('This release would be in "{0}", but the file is "{1}". Is the name right?', wanted, file),
    });
  },
};

/** scripts/sync_models.php:30 skips every other extension. */
export const fileExtension: Rule<MofDocument> = {
  id: 'mof/file-extension',
  title: 'Extension that is not read',
  help: 'In a folder "models" the Model Openness Tool reads files that end in .yml and skips .yaml without a word.',
  severity: 'warning',
  fixable: false,
  check(document, report, context) {
    if (!document.framework || !MODELS_FOLDER.test(context.path) || !/\.yaml$/.test(context.path)) return;
    report({
      at: document.framework.key,
      message: t(
        'The Model Openness Tool skips this file; rename it to "{0}".',
        decode(baseName(context.path)).replace(/yaml$/, 'yml'),
      ),
    });
  },
};

/** Hosts that name files by URI escape blanks and other characters. */
function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
