import { t } from '../l10n';
import { scalar } from '../text/yaml-editor';
import { repositorySuffix } from './names';
import { type PipelineTemplate } from './pipeline';
import { PINS } from './pins';

const FILE = '.gitlab-ci.yml';
const INCLUDED = '.gitlab/release-model.yml';

/**
 * GitLab CI. Keyless: `id_tokens` gives the job a token for Sigstore, and the signer is the configuration of the pipeline at the
 * tag (docs.gitlab.com, "OpenID Connect (OIDC) authentication using ID tokens", claim `ci_config_ref_uri`). The stages are those
 * that every pipeline has, and nothing is said for all jobs, so that other configurations can include it.
 */
export const gitlab: PipelineTemplate = {
  title: 'GitLab CI',
  describe: () =>
    t('Checks every merge request; signs and publishes by the identity of the pipeline when a tag is pushed'),
  make: ({ model, mofPackage }) => {
    const text = configuration(model, mofPackage);
    const push = t(
      'Push a tag such as v1.0.0: the pipeline signs the model and publishes it in the registry of the project.',
    );
    return {
      files: [{ path: FILE, text }],
      next: [push],
      beside: {
        files: [{ path: INCLUDED, text }],
        next: [t('Add to {0}: {1}', FILE, `include: [{ local: ${INCLUDED} }]`), push],
      },
    };
  },
};

function configuration(model: string, mofPackage: string): string {
  return `# Checks the model with every change, and releases it when a tag is pushed: signed by the identity of this pipeline, packaged,
# published, and verified as anybody else would verify it. No key and no password have to be kept.
.mof:
  image: ${PINS.nodeImage}
  variables:
    MOF_PACKAGE: ${scalar(mofPackage)}
    # The folder of the model in this repository.
    MODEL: ${scalar(model)}
  before_script:
    - npm install --global --ignore-scripts "$MOF_PACKAGE"

check-model:
  extends: .mof
  stage: test
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_COMMIT_TAG
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
  script:
    - >-
      mof lint "$MODEL"
      --format stylish
      --format gitlab --output gl-code-quality-report.json
      --format junit --output mof-junit.xml
    - mof class "$MODEL"
  artifacts:
    when: always
    reports:
      codequality: gl-code-quality-report.json
      junit: mof-junit.xml

release-model:
  extends: .mof
  stage: deploy
  rules:
    - if: $CI_COMMIT_TAG
  id_tokens:
    SIGSTORE_ID_TOKEN:
      aud: sigstore
  variables:
    MOF_REGISTRY_PASSWORD: $CI_REGISTRY_PASSWORD
  script:
    - >-
      mof release "$MODEL" --tag "$CI_REGISTRY_IMAGE${repositorySuffix(model)}:$CI_COMMIT_TAG"
      --use-ambient-credentials --username "$CI_REGISTRY_USER"
      --layout "$(mktemp -d)/layout" --report evidence.html
  artifacts:
    paths: [evidence.html]
`;
}
