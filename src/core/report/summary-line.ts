import { t } from '../l10n';
import { type Summary } from './report';

/** `3 problems (1 error, 2 warnings)`, or that there are none. */
export function summaryLine({ errors, warnings, infos, hints, files }: Summary): string {
  const all = errors + warnings + infos + hints;
  const where = files === 1 ? t('1 file') : t('{0} files', files);
  if (!all) return t('No problems in {0}', where);
  const parts = [
    errors && (errors === 1 ? t('1 error') : t('{0} errors', errors)),
    warnings && (warnings === 1 ? t('1 warning') : t('{0} warnings', warnings)),
    infos && (infos === 1 ? t('1 info') : t('{0} infos', infos)),
    hints && (hints === 1 ? t('1 hint') : t('{0} hints', hints)),
  ].filter(Boolean);
  const problems = all === 1 ? t('1 problem') : t('{0} problems', all);
  return t('{0} in {1} ({2})', problems, where, parts.join(', '));
}
