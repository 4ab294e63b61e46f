import * as vscode from 'vscode';
import { type WantedAnnotations } from '../../node/oci/service';
import { isLeft, type Step, type StepItem, type StepUi } from '../steps';
import { type PackAnswers } from './pack-steps';

type Profile = NonNullable<WantedAnnotations['profile']>;

/** Words of the annotation profile of the CNCF, for what a packager has to say. */
const LIFECYCLES = ['experimental', 'validated', 'product-ready', 'deprecated'];
const SIGNING = ['sigstore', 'notation'];
const PROVENANCE = ['slsa-v1.0', 'in-toto'];

/**
 * Asks for annotations of the manifest: none, some, or those of the profile.
 * @param hasMof whether there is a MOF file, from which the profile has its claims
 */
export const askAnnotations =
  (hasMof: () => boolean): Step<PackAnswers> =>
  async (step, answers) => {
    for (;;) {
      answers.annotations ??= { given: {} };
      const chosen = await step.pick({
        items: itemsFor(answers.annotations, hasMof()),
        placeholder: vscode.l10n.t(
          'Annotations: what registries show. What the model says of itself is always written.',
        ),
      });
      if (chosen === 'go on') return;
      try {
        answers.annotations = await changed(step, answers.annotations, chosen);
      } catch (signal) {
        // Back to the list.
        if (!isLeft(signal)) throw signal;
      }
    }
  };

type Answer = 'go on' | 'add' | 'profile' | { remove: string };

function itemsFor({ given, profile }: WantedAnnotations, hasMof: boolean): StepItem<Answer>[] {
  return [
    { label: vscode.l10n.t('$(arrow-right) Go on'), description: countWords(given, profile), value: 'go on' },
    profile
      ? {
          label: vscode.l10n.t('$(close) Do not write the profile'),
          description: Object.values(profile).join(', '),
          value: 'profile',
        }
      : {
          label: vscode.l10n.t('$(verified) Write the profile of the CNCF for open models'),
          detail: hasMof
            ? vscode.l10n.t('Class and components from the MOF file, and what you say of its life cycle. A draft.')
            : vscode.l10n.t('There is no MOF file, so that its class and components will be missing.'),
          value: 'profile',
        },
    { label: vscode.l10n.t('$(add) Add an annotation…'), value: 'add' },
    ...Object.entries(given).map(([key, value]) => ({
      label: vscode.l10n.t('$(trash) Remove {0}', key),
      description: value,
      value: { remove: key },
    })),
  ];
}

function countWords(given: WantedAnnotations['given'], profile: Profile | undefined): string {
  const own = Object.keys(given).length;
  const words = own ? [vscode.l10n.t('of your own: {0}', own)] : [];
  return [...words, ...(profile ? [vscode.l10n.t('with the profile')] : [])].join(', ');
}

async function changed(
  step: StepUi,
  { given, profile }: WantedAnnotations,
  answer: Exclude<Answer, 'go on'>,
): Promise<WantedAnnotations> {
  const kept = profile ? { profile } : {};
  if (answer === 'profile') return profile ? { given } : { given, profile: await askProfile(step) };
  if (answer === 'add') return { given: { ...given, ...(await askAnnotation(step)) }, ...kept };
  return { given: Object.fromEntries(Object.entries(given).filter(([key]) => key !== answer.remove)), ...kept };
}

async function askAnnotation(step: StepUi): Promise<WantedAnnotations['given']> {
  const text = await step.ask({
    prompt: vscode.l10n.t('An annotation, as key=value'),
    placeholder: 'org.opencontainers.image.url=https://example.org',
    value: '',
    check: (given) => (/^[^=\s]+=/.test(given) ? undefined : vscode.l10n.t('Write it as key=value.')),
  });
  const at = text.indexOf('=');
  return { [text.slice(0, at)]: text.slice(at + 1) };
}

async function askProfile(step: StepUi): Promise<Profile> {
  const lifecycle = await pickWord(step, LIFECYCLES, vscode.l10n.t('In which stage of its life the model is'));
  const signing = await pickWord(step, SIGNING, vscode.l10n.t('How the artifact will be signed'));
  const provenance = await pickWord(step, PROVENANCE, vscode.l10n.t('What will say how the model was made'));
  return {
    ...(lifecycle === undefined ? {} : { lifecycle }),
    ...(signing === undefined ? {} : { signing }),
    ...(provenance === undefined ? {} : { provenance }),
  };
}

function pickWord(step: StepUi, words: readonly string[], placeholder: string): Promise<string | undefined> {
  const items: StepItem<string | undefined>[] = [
    ...words.map((word) => ({ label: word, value: word })),
    { label: vscode.l10n.t('Say nothing'), value: undefined },
  ];
  return step.pick({ items, placeholder });
}
