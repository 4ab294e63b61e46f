import { inlineCode } from '../../language/markdown';
import { t } from '../../l10n';
import { additionIgnoringCase } from '../catalogue';
import { licenseFactsOf, permitsSentence, type LicenseFacts } from '../facts';
import { restrictionSentence } from '../restrictions';

/** What is known of a licence, as Markdown: its name, what it permits, whether it is open, what it asks for, its page. */
export function describeLicense(written: string): string {
  const facts = licenseFactsOf(written);
  const heading = [`**${inlineCode(facts.id ?? written)}**`, facts.name].filter(Boolean).join(' ');
  const restrictions = facts.restrictions.map((restriction) => `- ${restrictionSentence(restriction)}`);
  return [
    heading,
    permitsSentence(facts),
    ...(facts.open === undefined ? [] : [openness(facts)]),
    ...(restrictions.length ? [restrictions.join('\n')] : []),
    ...(facts.deprecated ? [t('Deprecated: SPDX recommends another id.')] : []),
    ...(facts.url ? [`[${t('Text of the licence')}](${facts.url})`] : []),
    `*${[...(facts.source ? [`${facts.source}.`] : []), t('No legal advice.')].join(' ')}*`,
  ].join('\n\n');
}

function openness(facts: LicenseFacts): string {
  if (!facts.open) return t('Not open.');
  const by = [facts.osiApproved ? 'OSI' : '', facts.fsfLibre ? 'FSF' : ''].filter(Boolean);
  return by.length ? t('Open, approved by {0}.', by.join(', ')) : t('Open.');
}

/** What is known of an exception behind `WITH`. */
export function describeAddition(id: string): string | undefined {
  const known = additionIgnoringCase(id);
  if (!known) return undefined;
  return [
    `**${inlineCode(known.id)}** ${known.name}`,
    t('An exception: it permits more than the licence before WITH.'),
    ...(known.deprecated ? [t('Deprecated: SPDX recommends another id.')] : []),
    `[${t('Text of the exception')}](${known.url})`,
  ].join('\n\n');
}
