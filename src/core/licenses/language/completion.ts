import { type Completion } from '../../language/features';
import { t } from '../../l10n';
import { type Span } from '../../text/position';
import { AI_LICENSES } from '../ai-licenses';
import { allAdditions, allLicenses } from '../catalogue';
import { completionAt } from '../expression';
import { licenseFactsOf } from '../facts';
import { HUGGING_FACE_TAGS } from '../hugging-face';
import { type LicenseForm } from '../statement';
import { describeAddition, describeLicense } from './describe';

/** Licences that most people look for, listed first. */
const USUAL = ['Apache-2.0', 'MIT', 'BSD-3-Clause', 'CC-BY-4.0', 'CC0-1.0', 'CDLA-Permissive-2.0', 'OpenMDW-1.0'];

/** Lists longer than this come without descriptions; they come with what is typed next. */
const MAX_DESCRIBED = 60;

/** Something that fits, and what it replaces in the licence text. */
export interface LicenseChoice extends Omit<Completion, 'edit'> {
  /** In the text. */
  span: Span;
  newText: string;
}

/** A choice before it is known what it replaces. */
interface Candidate {
  id: string;
  name: string;
  /** Candidates are listed by group, then by id. */
  group: number;
}

/**
 * What can be typed at an offset of a licence text.
 * @param text the licence as far as it is written, without quotes
 */
export function licenseChoices(text: string, offset: number, form: LicenseForm): LicenseChoice[] {
  if (form === 'name') return [];
  if (form !== 'expression') {
    const candidates = form === 'tag' ? tags() : ids();
    return choices(candidates, text.slice(0, offset), { start: 0, end: text.length }, describeLicense);
  }
  const { expects, operators, span, prefix } = completionAt(text, offset);
  switch (expects) {
    case 'operator':
      return operators.map((operator, index) => ({
        label: operator,
        kind: 'enum',
        detail: operatorDetail(operator),
        sortText: `0${index}`,
        span,
        newText: operator,
      }));
    case 'addition':
      return choices(additions(), prefix, span, describeAddition);
    case 'license':
      return choices([...ids(), ...references()], prefix, span, describeLicense);
  }
}

function ids(): Candidate[] {
  return [...allLicenses()]
    .filter(({ listed }) => listed)
    .map(({ id, name, deprecated }) => ({ id, name, group: USUAL.includes(id) ? 0 : deprecated ? 4 : 1 }));
}

function additions(): Candidate[] {
  return [...allAdditions()].map(({ id, name, deprecated }) => ({ id, name, group: deprecated ? 4 : 1 }));
}

/** Licences that are not on the SPDX list have to be defined where they are used. */
function references(): Candidate[] {
  return AI_LICENSES.map(({ id, name }) => ({ id, name, group: 3 }));
}

function tags(): Candidate[] {
  const usual = USUAL.map((id) => id.toLowerCase());
  return HUGGING_FACE_TAGS.map((tag) => ({
    id: tag,
    name: licenseFactsOf(tag).name ?? '',
    group: usual.includes(tag) ? 0 : 1,
  }));
}

/** Those that have what is typed in their id or name. */
function choices(
  candidates: readonly Candidate[],
  typed: string,
  span: Span,
  describe: (id: string) => string | undefined,
): LicenseChoice[] {
  const part = typed.toLowerCase();
  const found = candidates.filter(({ id, name }) => `${id} ${name}`.toLowerCase().includes(part));
  return found.map(({ id, name, group }) => {
    const documentation = found.length <= MAX_DESCRIBED ? describe(id) : undefined;
    return {
      label: id,
      kind: 'license',
      ...(name ? { detail: name } : {}),
      ...(documentation ? { documentation } : {}),
      sortText: `${group}${id.toLowerCase()}`,
      span,
      newText: id,
    };
  });
}

function operatorDetail(operator: string): string {
  switch (operator.toUpperCase()) {
    case 'AND':
      return t('both licences hold');
    case 'OR':
      return t('the user chooses one');
    case 'WITH':
      return t('adds an exception');
    default:
      return t('closes the parenthesis');
  }
}
