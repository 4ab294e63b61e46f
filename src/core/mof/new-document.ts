import { licenseById } from '../licenses/catalogue';
import { t } from '../l10n';
import { scalar } from '../text/yaml-editor';
import { COMPONENTS, componentMeaning, TECHNICAL_REPORT, type ClassLevel } from './components';
import { FRAMEWORK_NAME } from './document';

/** What is asked when a new MOF configuration is written. */
export interface NewRelease {
  /** The class to aim at: the components it requires are listed. */
  aim: ClassLevel;
  name: string;
  producer: string;
  /** Id of the distribution licence; empty for none yet. */
  license: string;
}

/** The text of a new MOF configuration with every component that a class requires. */
export function newMofDocument({ aim, name, producer, license }: NewRelease): string {
  // For class I a paper is required, and stands in for the report.
  const required = COMPONENTS.filter((c) => c.required && c.level >= aim && !(aim === 1 && c.id === TECHNICAL_REPORT));
  const url = license && licenseById(license)?.url;
  return [
    `# ${t('List what is released with the model, and nothing else: remove the components that are not.')}`,
    'framework:',
    `  name: ${FRAMEWORK_NAME}`,
    "  version: '1.0'",
    "  date: '2024-12-15'",
    'release:',
    `  name: ${scalar(name)}`,
    `  producer: ${scalar(producer)}`,
    ...(license ? ['  license:', '    distribution:', `      name: ${scalar(license)}`] : ['  license: {}']),
    ...(url ? [`      path: ${scalar(url)}`] : []),
    '  components:',
    ...required.flatMap(({ id, name: component }) => [
      `    - name: ${component}`,
      `      description: ${scalar(componentMeaning(id))}`,
    ]),
    '',
  ].join('\n');
}
