import { type Inspection, type Reason } from '../../../core/inspection/inspection';
import { t } from '../../../core/l10n';
import { type Item, type Tone, type View } from '../../../../webview/protocol';
import { reasonMark, VERDICT_TONES } from './marks';
import { shown } from './shown';

/** What the inspection came to: in a word, and in sentences of which each leads to the section that says more. */
export function verdictOf(
  { verdict, reasons }: Inspection,
  sections: readonly { id: string }[],
): NonNullable<View['verdict']> {
  const tone: Tone = reasons[0] ? reasonMark(reasons[0].state).tone : 'neutral';
  const mark = verdict
    ? { tone: VERDICT_TONES[verdict.state], word: shown(verdict.title) }
    : { tone, word: t('What was found') };
  return { mark, tone, reasons: reasons.map((reason) => itemOf(reason, sections)) };
}

function itemOf({ state, text, section }: Reason, sections: readonly { id: string }[]): Item {
  const leads = sections.some(({ id }) => id === section);
  return { mark: reasonMark(state), text: shown(text), ...(leads ? { section } : {}) };
}
