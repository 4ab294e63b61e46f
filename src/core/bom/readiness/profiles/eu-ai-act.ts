import { t } from '../../../l10n';
import { type FactName } from '../../view/fields';
import { type Profile, type ProfileElement } from '../profile';

const TASK: readonly FactName[] = ['task', 'domain', 'application'];
const ARCHITECTURE: readonly (readonly FactName[])[] = [['architecture', 'modelType'], ['parameterCount']];
const MODALITIES: readonly (readonly FactName[])[] = [
  ['input', 'modalities'],
  ['output', 'modalities'],
];
const LICENSE: readonly FactName[] = ['declaredLicense', 'concludedLicense'];

const of = (
  code: string,
  title: () => string,
  needs: ProfileElement['needs'],
  partly?: readonly FactName[],
): ProfileElement => ({ code, title, scope: 'own-model', needs, ...(partly ? { partly } : {}) });

/**
 * What Annexes XI and XII of the AI Act (Regulation (EU) 2024/1689) want to be documented of a general-purpose model, as
 * far as a BOM can say it. Section 2 of Annex XI concerns models with systemic risk only.
 */
export const euAiActProfile: Profile = {
  id: 'eu-ai-act',
  title: () => t('EU AI Act, Annexes XI and XII'),
  version: '2024-07-12',
  source: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj',
  elements: [
    of('XI.1(1)(a)', () => t('Tasks of the model, and systems that it can become part of'), [TASK]),
    of('XI.1(1)(b)', () => t('Acceptable use policy'), [['usePolicy']]),
    of('XI.1(1)(c)', () => t('Date of release, and how the model is distributed'), [['released'], ['download']]),
    of('XI.1(1)(d)', () => t('Architecture and number of parameters'), ARCHITECTURE),
    of('XI.1(1)(e)', () => t('Kind and format of inputs and outputs'), MODALITIES, ['application']),
    of('XI.1(1)(f)', () => t('Licence'), [LICENSE]),
    of(
      'XI.1(2)(a)',
      () => t('What it takes to build the model into a system'),
      [['integration']],
      ['dependency', 'application'],
    ),
    of('XI.1(2)(b)', () => t('Design of the model and of its training'), [['training'], ['hyperparameter']]),
    of(
      'XI.1(2)(c)',
      () => t('Data for training and testing: which, how they were prepared, and how many'),
      [['trainedOn', 'usesData'], ['preprocessing'], ['dataPoints']],
      ['testedOn'],
    ),
    of('XI.1(2)(d)', () => t('Computing resources and time of the training'), [['compute']], ['training']),
    of('XI.1(2)(e)', () => t('Energy that the model takes'), [['energy']]),
    of('XI.2(1)', () => t('With systemic risk: how the model is evaluated, and results'), [['metric'], ['evaluation']]),
    of('XI.2(2)', () => t('With systemic risk: adversarial testing and adaptations'), [['redTeaming']], ['safetyRisk']),
    of(
      'XI.2(3)',
      () => t('With systemic risk: how software components build on each other'),
      [['systemArchitecture']],
      ['dependency', 'part'],
    ),
    of('XII.1(a)', () => t('Tasks of the model, and systems that it can become part of'), [TASK]),
    of('XII.1(b)', () => t('Acceptable use policy'), [['usePolicy']]),
    of('XII.1(c)', () => t('Date of release, and how the model is distributed'), [['released'], ['download']]),
    of(
      'XII.1(d)',
      () => t('How the model works together with other hardware and software'),
      [['integration']],
      ['dependency'],
    ),
    of('XII.1(e)', () => t('Software that is needed, with versions'), [['dependency']]),
    of('XII.1(f)', () => t('Architecture and number of parameters'), ARCHITECTURE),
    of('XII.1(g)', () => t('Kind and format of inputs and outputs'), MODALITIES, ['application']),
    of('XII.1(h)', () => t('Licence'), [LICENSE]),
    of(
      'XII.2(a)',
      () => t('What it takes to build the model into a system'),
      [['integration']],
      ['dependency', 'application'],
    ),
    of(
      'XII.2(b)',
      () => t('Kind, format and greatest size of inputs and outputs'),
      [['modalities']],
      ['input', 'output'],
    ),
    of(
      'XII.2(c)',
      () => t('Data for training and testing: which, and how they were prepared'),
      [['trainedOn', 'usesData'], ['preprocessing']],
      ['testedOn'],
    ),
  ],
};
