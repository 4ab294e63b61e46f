import { t } from '../l10n';
import { scalar } from '../text/yaml-editor';
import { type PipelineTemplate } from './pipeline';

const FILE = '.pre-commit-config.yaml';

/** A hook of pre-commit (pre-commit.com, "Repository local hooks"), which installs `mof` by itself. */
export const preCommit: PipelineTemplate = {
  title: 'pre-commit',
  describe: () => t('Checks the documents of the model before every commit'),
  make: ({ model, mofPackage }) => ({
    files: [
      {
        path: FILE,
        text: `# Checks the documents of the model before every commit: pre-commit install
minimum_pre_commit_version: '3.2.0'
repos:
  - repo: local
    hooks:
      - id: mof-lint
        name: Check the model (mof lint)
        language: node
        additional_dependencies: [${scalar(mofPackage)}]
        entry: mof lint
        # The whole model: its documents have to agree with each other.
        args: [${scalar(model)}]
        pass_filenames: false
        files: ${scalar(model === '.' ? '' : `^${escaped(model)}/`)}
        stages: [pre-commit]
`,
      },
    ],
    next: [t('Run "pre-commit install" once in each clone.')],
  }),
};

function escaped(text: string): string {
  return text.replace(/[.+]/g, '\\$&');
}
