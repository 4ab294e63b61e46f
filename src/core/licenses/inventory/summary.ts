import { t } from '../../l10n';
import { type ExpressionNode, parseExpression } from '../expression';
import { licenseFactsOf, shortWord, type LicenseFacts } from '../facts';
import { restrictionSentence, type Restriction } from '../restrictions';
import { type LicenseStatement } from '../statement';

/** Whether a licence is open, as far as anything is known of it. */
export type Openness = 'open' | 'not-open' | 'unknown';

/** What is known of a licence that is stated somewhere; plain data, fit for JSON. */
export interface LicenseSummary {
  /** The licence in one spelling, whatever the documents write: an id, an expression, or else the words themselves. */
  license: string;
  name?: string;
  openness: Openness;
  /** The openness in a short word. */
  word: string;
  /** What cannot be avoided: of alternatives, what all of them have. */
  restrictions: Restriction[];
  /** The restrictions in sentences. */
  sentences: string[];
  url?: string;
}

/** What is known of the licence that a statement names. */
export function summarize({ text, form }: LicenseStatement): LicenseSummary {
  if (form === 'expression') {
    const { root, problems } = parseExpression(text);
    if (root && !problems.length && !isPlain(root)) return fromTerm(read(root));
  }
  return ofOne(licenseFactsOf(text), text);
}

function ofOne(facts: LicenseFacts, text: string): LicenseSummary {
  return {
    license: facts.id ?? oneLine(text),
    ...(facts.name === undefined ? {} : { name: facts.name }),
    openness: opennessOf(facts),
    word: shortWord(facts),
    restrictions: [...facts.restrictions],
    sentences: facts.restrictions.map(restrictionSentence),
    ...(facts.url === undefined ? {} : { url: facts.url }),
  };
}

function opennessOf({ open }: LicenseFacts): Openness {
  return open === undefined ? 'unknown' : open ? 'open' : 'not-open';
}

/** Whether an expression is one licence and nothing else, whose name and text can be told. */
function isPlain(node: ExpressionNode): boolean {
  return node.type === 'reference' || (node.type === 'license' && !node.orLater);
}

/** An expression, or a part of one, that was looked up. */
interface Term {
  text: string;
  type: ExpressionNode['type'];
  openness: Openness;
  restrictions: readonly Restriction[];
}

function read(node: ExpressionNode): Term {
  const { type } = node;
  switch (type) {
    case 'license':
    case 'reference': {
      const facts = licenseFactsOf(node.id);
      const plus = type === 'license' && node.orLater ? '+' : '';
      const document = type === 'reference' && node.document !== undefined ? `${node.document}:` : '';
      const text = `${document}${facts.id ?? node.id}${plus}`;
      return { text, type, openness: opennessOf(facts), restrictions: facts.restrictions };
    }
    case 'with': {
      // An exception allows more than the licence, never less (SPDX 3.0.1, annex B.3).
      const license = read(node.license);
      return { ...license, type, text: `${license.text} WITH ${node.addition?.id ?? ''}` };
    }
    case 'special':
      return { text: node.value, type, openness: 'unknown', restrictions: [] };
    default:
      return type === 'and' ? all(node.members.map(read)) : any(node.members.map(read));
  }
}

/** All of these licences have to be kept. */
function all(members: readonly Term[]): Term {
  const openness = ['not-open', 'unknown', 'open'] as const;
  return {
    text: members.map(({ text, type }) => (type === 'or' ? `(${text})` : text)).join(' AND '),
    type: 'and',
    openness: openness.find((each) => members.some((member) => member.openness === each)) ?? 'unknown',
    restrictions: [...new Set(members.flatMap(({ restrictions }) => restrictions))],
  };
}

/** One of these licences may be chosen. */
function any(members: readonly Term[]): Term {
  const openness = ['open', 'unknown', 'not-open'] as const;
  const [first, ...others] = members;
  return {
    text: members.map(({ text }) => text).join(' OR '),
    type: 'or',
    openness: openness.find((each) => members.some((member) => member.openness === each)) ?? 'unknown',
    restrictions: (first?.restrictions ?? []).filter((each) =>
      others.every(({ restrictions }) => restrictions.includes(each)),
    ),
  };
}

function fromTerm({ text, openness, restrictions }: Term): LicenseSummary {
  return {
    license: text,
    openness,
    word: opennessWord(openness),
    restrictions: [...restrictions],
    sentences: restrictions.map(restrictionSentence),
  };
}

function opennessWord(openness: Openness): string {
  switch (openness) {
    case 'open':
      return t('open');
    case 'not-open':
      return t('not open');
    case 'unknown':
      return t('not known');
  }
}

/** Longest text of an unknown licence that stands for it; what is longer is no name. */
const LONGEST_NAME = 120;

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > LONGEST_NAME ? `${line.slice(0, LONGEST_NAME)}…` : line;
}
