import { type Fix } from '../../findings/finding';
import { type Rule } from '../../findings/rule';
import { licenseById } from '../../licenses/catalogue';
import { t } from '../../l10n';
import { type TextEdit } from '../../text/edit';
import { editorFor, type NewMap } from '../../text/editor';
import { COMPONENTS, type ContentType } from '../components';
import { type MofDocument } from '../document';
import { SUGGESTED, isOpen, isTypeAppropriate } from '../licenses';
import { licenseUses, type LicenseUse } from '../written-licenses';

const TYPES: readonly ContentType[] = ['code', 'data', 'document'];

/** src/LicenseHandler.php:182; a warning since 2024-10, before that it cost the component its place in Class III. */
export const licenseContentType: Rule<MofDocument> = {
  id: 'license/content-type',
  title: 'Open licence that is meant for another content type',
  help: 'The licence is open, so the component counts, but the Model Openness Tool warns that it is not meant for this type of content: software licences on data, for example. Every classified model has this warning; turn the rule off where it is no help.',
  severity: 'warning',
  fixable: true,
  check(document, report) {
    for (const use of licenseUses(document)) {
      if (!isOpen(use.id)) continue;
      for (const type of TYPES) {
        const names = misfits(document, use, type);
        if (!names.length) continue;
        report({
          at: use.node,
          message: use.component
            ? t('{0} is open, but not meant for {1}. Better: {2}.', use.id, typeName(type), SUGGESTED[type].join(', '))
            : t(
                '{0} is open, but not meant for {1}: {2}. Better there: {3}.',
                use.id,
                typeName(type),
                names.join(', '),
                SUGGESTED[type].join(', '),
              ),
          fix: () => fixes(document, use, type),
        });
      }
    }
  },
};

/** The listed components of a type that get this licence from this place although it is not meant for them. */
function misfits(document: MofDocument, use: LicenseUse, type: ContentType): string[] {
  if (isTypeAppropriate(use.id, type)) return [];
  if (use.component) return use.component.definition?.type === type ? [use.component.definition.name] : [];
  return COMPONENTS.filter((definition) => {
    const listed = definition.type === type ? document.listed(definition.id) : undefined;
    return listed?.definition === definition && document.licenseOf(listed).source === use.global!.scope;
  }).map((definition) => definition.name);
}

function fixes(document: MofDocument, use: LicenseUse, type: ContentType): Fix[] {
  const editor = editorFor(document.parsed);
  return SUGGESTED[type]
    .filter((name) => name !== use.id)
    .map((name) => {
      if (use.component || use.type === type) {
        const title = t('Change to "{0}"', name);
        const holder = use.component?.map ?? use.global?.map;
        const path = holder?.entries.find((e) => e.key.text === (use.component ? 'license_path' : 'path'));
        const edits = editor.setText(use.node, name);
        // The link belongs to the old licence.
        if (path?.value?.kind === 'scalar' && path.value.text && !path.alias)
          edits.push(...editor.setText(path.value, licenseById(name)!.url));
        return { title, safe: false, edits };
      }
      return {
        title: t('License {0} under {1}', typeName(type), name),
        safe: false,
        edits: placeLicense(document, type, { name, path: licenseById(name)!.url }),
      };
    });
}

/** Writes the licence of a content type; one that is there without a name is written over. */
function placeLicense(document: MofDocument, type: ContentType, license: NewMap): TextEdit[] {
  const editor = editorFor(document.parsed);
  const existing = document.globals[type]?.entry;
  return existing
    ? editor.setValue(document.licenseMap!, existing, license)
    : editor.addEntry(document.licenseMap!, type, license, 'last');
}

/** The content type of a component as a word in a sentence. */
export function typeName(type: ContentType): string {
  if (type === 'code') return t('code');
  return type === 'data' ? t('data') : t('documents');
}
