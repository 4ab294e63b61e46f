import { type LicensedDocument } from '../../documents/kind';
import { type Rule } from '../../findings/rule';
import { t } from '../../l10n';
import { licenseById, additionById } from '../catalogue';
import { replacementsOf } from '../deprecated';
import { huggingFaceLicense } from '../hugging-face';
import { licenseGroups } from './groups';
import { placeOf, replaceIn } from './place';

/** SPDX 3.0.1, annex "SPDX license expressions": ids are matched without regard to case, the list's case is advised. */
export const wrongCase: Rule<LicensedDocument> = {
  id: 'license/wrong-case',
  title: 'Licence id in another case',
  help: 'SPDX ids mean the same in any case, but many tools compare them exactly. Write them as the list has them; tags of Hugging Face are in small letters.',
  severity: 'info',
  fixable: true,
  check({ parsed, licensing }, report) {
    for (const { form, reading, statements } of licenseGroups(licensing)) {
      if (form === 'name') continue;
      for (const name of reading.names) {
        const right = form === 'tag' ? huggingFaceLicense(name.text)?.tag : name.listed;
        if (right === undefined || right === name.text) continue;
        for (const statement of statements)
          report(() => ({
            at: placeOf(parsed, statement, name),
            message:
              form === 'tag'
                ? t('Hugging Face has this tag in small letters: "{0}".', right)
                : t('The SPDX list writes "{0}".', right),
            fix: () => [
              { title: t('Change to "{0}"', right), safe: true, edits: replaceIn(parsed, statement, name, right) },
            ],
          }));
      }
    }
  },
};

/** Notes of the SPDX list. */
export const deprecatedLicense: Rule<LicensedDocument> = {
  id: 'license/deprecated',
  title: 'Deprecated licence id',
  help: 'The SPDX list keeps the id, but recommends another: mostly one that says whether later versions of the licence may be used too.',
  severity: 'warning',
  fixable: true,
  check({ kind, parsed, licensing }, report) {
    for (const { form, reading, statements } of licenseGroups(licensing)) {
      // Hugging Face has no other tags for these; that they are ambiguous has a rule of its own.
      if (form === 'name' || form === 'tag') continue;
      for (const name of reading.names) {
        const { listed, node } = name;
        if (listed === undefined) continue;
        const known = node.type === 'addition' ? additionById(listed) : licenseById(listed);
        if (!known?.deprecated) continue;
        const instead = replacementsOf(listed);
        for (const statement of statements)
          report(() => ({
            at: placeOf(parsed, statement, name),
            message: instead.length
              ? t('{0} is deprecated. Write {1}.', listed, instead.map((id) => `"${id}"`).join(t(' or ')))
              : t('{0} is deprecated, and nothing takes its place.', listed),
            tag: 'deprecated',
            // npm takes it without a word.
            ...(kind === 'package' ? { severity: 'info' } : {}),
            fix: () =>
              instead.map((id) => ({
                title: t('Change to "{0}"', id),
                safe: instead.length === 1,
                edits: replaceIn(parsed, statement, name, id),
              })),
          }));
      }
    }
  },
};
