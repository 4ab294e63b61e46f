import { type LicensedDocument } from '../../documents/kind';
import { type Fix } from '../../findings/finding';
import { type Rule, type RuleInfo } from '../../findings/rule';
import { t } from '../../l10n';
import { nearest } from '../../text/similar';
import { aiLicense } from '../ai-licenses';
import { allAdditions, allLicenses, licenseIgnoringCase } from '../catalogue';
import { HUGGING_FACE_TAGS, huggingFaceLicense } from '../hugging-face';
import { safeSpelling } from '../spelling';
import { type LicenseForm, type LicenseStatement } from '../statement';
import { licenseGroups } from './groups';
import { placeOf, replaceIn } from './place';
import { type NamedLicense } from './reading';

/** Shared by every kind of document; the Model Openness Tool's own list decides for MOF configurations. */
export const UNKNOWN_LICENSE: RuleInfo = {
  id: 'license/unknown',
  title: 'Unknown licence',
  help: 'A licence is written by its id: of the SPDX list, or a tag of Hugging Face in cards. Tools compare ids and take any other text for an unknown licence.',
  severity: 'error',
  fixable: true,
};

/** What is wrong with a name, and what would be right. */
interface Advice {
  message: string;
  meant?: string;
  safe?: boolean;
}

/** SPDX 3.0.1, annex "SPDX license expressions"; hub-docs, docs/hub/repositories-licenses.md. */
export const unknownLicense: Rule<LicensedDocument> = {
  ...UNKNOWN_LICENSE,
  check({ kind, parsed, licensing }, report) {
    for (const { form, reading, statements } of licenseGroups(licensing)) {
      if (form === 'name' || reading.prose) continue;
      for (const name of reading.names) {
        const advice = adviceFor(name, form);
        if (!advice) continue;
        const { message, meant, safe = false } = advice;
        const fixes = (statement: LicenseStatement): Fix[] =>
          meant === undefined
            ? []
            : [{ title: t('Change to "{0}"', meant), safe, edits: replaceIn(parsed, statement, name, meant) }];
        for (const statement of statements)
          report(() => ({
            at: placeOf(parsed, statement, name),
            message,
            // npm warns of such values and goes on.
            ...(kind === 'package' ? { severity: 'warning' } : {}),
            fix: () => fixes(statement),
          }));
      }
    }
  },
};

/** Advice costs a look at every licence there is, and the same mistake may be made a hundred thousand times. */
const MEMORY = 5_000;
const known = new Map<string, Advice | undefined>();

function adviceFor(name: NamedLicense, form: LicenseForm): Advice | undefined {
  if (form !== 'tag' && (name.listed !== undefined || name.node.type === 'reference')) return undefined;
  if (name.node.type === 'addition' && (name.node.reference || name.node.document !== undefined)) return undefined;
  const key = `${form} ${name.node.type} ${name.text}`;
  if (!known.has(key)) {
    if (known.size >= MEMORY) known.clear();
    known.set(key, form === 'tag' ? tagAdvice(name.text) : idAdvice(name));
  }
  return known.get(key);
}

function idAdvice({ node, text }: NamedLicense): Advice | undefined {
  if (node.type === 'addition') {
    const ids = [...allAdditions()].map(({ id }) => id);
    return guess(text, ids, t('"{0}" is not a licence exception of the SPDX list.', text));
  }
  // `NOASSERTION` and `NONE` have a rule of their own.
  if (text === 'NOASSERTION' || text === 'NONE') return undefined;
  const spelt = safeSpelling(text);
  if (spelt)
    return { message: t('"{0}" is not the id of a licence. Write "{1}".', text, spelt), meant: spelt, safe: true };
  const tag = huggingFaceLicense(text);
  if (tag?.kind === 'alias')
    return { message: t('"{0}" is a tag of Hugging Face, not an SPDX id. Write "{1}".', text, tag.id), meant: tag.id };
  const reference = tag?.kind === 'reference' ? tag.id : aiLicense(text)?.id;
  if (reference)
    return {
      message: t('"{0}" is not on the SPDX list. Write "{1}", and say where its text is.', text, reference),
      meant: reference,
    };
  if (tag?.kind === 'family')
    return { message: t('"{0}" names a family of licences ({1}). Write which one is meant.', text, tag.name) };
  const ids = [...allLicenses()].filter(({ listed }) => listed).map(({ id }) => id);
  return guess(text, ids, t('"{0}" is not the id of a licence on the SPDX list.', text));
}

function tagAdvice(text: string): Advice | undefined {
  if (huggingFaceLicense(text)) return undefined;
  const spelt = safeSpelling(text);
  const tag = spelt && huggingFaceLicense(spelt)?.tag;
  if (tag)
    return { message: t('"{0}" is no licence tag of Hugging Face. Write "{1}".', text, tag), meant: tag, safe: true };
  const ai = aiLicense(text)?.tag;
  if (ai) return { message: t('"{0}" is no licence tag of Hugging Face. Write "{1}".', text, ai), meant: ai };
  if (spelt ?? licenseIgnoringCase(text))
    return {
      message: t('Hugging Face has no tag for "{0}". Write "other", and name the licence in "license_name".', text),
    };
  return guess(text, HUGGING_FACE_TAGS, t('"{0}" is no licence tag of Hugging Face.', text));
}

/** A near id is worth a question, never a change unasked. */
function guess(text: string, ids: readonly string[], message: string): Advice {
  const meant = nearest(text, ids);
  return meant === undefined ? { message } : { message: `${message} ${t('Did you mean "{0}"?', meant)}`, meant };
}
