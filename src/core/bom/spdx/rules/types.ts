import { t } from '../../../l10n';
import { sameButForm } from '../spelling';
import { instantiable } from '../table';
import { addProperty, replaceText } from './fixes';
import { problemRule } from './problem-rule';

/** SPDX 3.0.1 has 67 classes; a JSON document names them with the prefix of their profile. */
export const unknownType = problemRule(
  {
    id: 'spdx/unknown-type',
    title: 'Unknown type',
    help: 'The type is no class of SPDX 3.0.1. Names are written with the prefix of their profile, in exactly this case.',
    severity: 'error',
    fixable: true,
  },
  (of) => {
    const [type, meant] = [of.fact('type'), of.fact('meant')];
    if (of.fact('newer')) return { message: t('"{0}" is a class of SPDX 3.1; this document is SPDX 3.0.1.', type) };
    if (!meant) return { message: t('SPDX 3.0.1 has no class "{0}".', type) };
    return {
      message: t('SPDX 3.0.1 has no class "{0}". Did you mean "{1}"?', type, meant),
      fix: () => [replaceText(of, t('Change to "{0}"', meant), meant, sameButForm(type, meant))],
    };
  },
);

/** Classes that the model marks as abstract. */
export const abstractType = problemRule(
  {
    id: 'spdx/abstract-type',
    title: 'Abstract type',
    help: 'The class only gathers what others have in common. An element has the type of one of the classes below it.',
    severity: 'error',
    fixable: true,
  },
  (of) => {
    const type = of.fact('type');
    const names = instantiable(type).map(({ name }) => name);
    const few = names.length <= 6 ? names : [];
    return {
      message: few.length
        ? t('"{0}" is abstract. Write one of the classes below it: {1}.', type, few.join(', '))
        : t('"{0}" is abstract. Write one of the classes below it.', type),
      fix: () => few.map((name) => replaceText(of, t('Change to "{0}"', name), name, false)),
    };
  },
);

/** Every object has exactly one `type`. */
export const missingType = problemRule(
  {
    id: 'spdx/missing-type',
    title: 'Type missing',
    help: 'Every object of an SPDX 3 document names its class in "type"; without it nobody knows what it is.',
    severity: 'error',
    fixable: true,
  },
  (of) => {
    const [expected, only] = [of.fact('expected'), of.fact('only')];
    if (!expected) return { message: t('"type" is missing: what is this?') };
    return {
      message: t('"type" is missing; "{0}" is expected here.', only || expected),
      fix: () => [only ? addProperty(of, t('Add "type"'), 'type', only, true) : undefined],
    };
  },
);
