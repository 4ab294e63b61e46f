import { t } from '../l10n';
import { scalar } from '../text/yaml-editor';
import { repositorySuffix } from './names';
import { type PipelineTemplate } from './pipeline';
import { NODE_VERSION, PINS } from './pins';

const FILE = '.github/workflows/release-model.yml';

/**
 * GitHub Actions. Keyless: the job proves who it is by its identity token (docs.github.com, "OpenID Connect"), and the signer
 * is the workflow file at the tag. Each job has the permissions that it needs and no more; values reach the shell as
 * variables, never as text of the script.
 */
export const github: PipelineTemplate = {
  title: 'GitHub Actions',
  describe: () =>
    t('Checks every pull request; signs and publishes by the identity of the workflow when a tag is pushed'),
  make: ({ model, mofPackage }) => ({
    files: [{ path: FILE, text: workflow(model, mofPackage) }],
    next: [t('Push a tag such as v1.0.0: the workflow signs the model and publishes it in GitHub’s registry.')],
  }),
};

/** One version of one package, on a Node of its own. */
const INSTALL = `      - uses: ${PINS.setupNode}
        with:
          node-version: '${NODE_VERSION}'
          package-manager-cache: false
      - name: Install mof
        # One version of one package, which has no dependencies.
        run: npm install --global --ignore-scripts "$MOF_PACKAGE" # zizmor: ignore[adhoc-packages]
`;

function workflow(model: string, mofPackage: string): string {
  return `# Checks the model with every change, and releases it when a tag such as v1.0.0 is pushed: signed by the identity of this
# workflow, packaged, published, and verified as anybody else would verify it. No key and no password have to be kept.
name: Release model

on:
  pull_request:
  push:
    branches: [main]
    tags: ['v*']

permissions: {}

concurrency:
  group: release-model-\${{ github.ref }}
  cancel-in-progress: false

env:
  MOF_PACKAGE: ${scalar(mofPackage)}
  # The folder of the model in this repository.
  MODEL: ${scalar(model)}
  REGISTRY: ghcr.io

jobs:
  check:
    name: Check
    runs-on: ubuntu-24.04
    timeout-minutes: 30
    permissions:
      contents: read # to check the repository out
      security-events: write # to show findings under Security and in pull requests
    steps:
      - uses: ${PINS.checkout}
        with:
          persist-credentials: false
${INSTALL}      - name: Check the documents of the model
        run: >-
          mof lint "$MODEL"
          --format github
          --format sarif --output "$RUNNER_TEMP/mof.sarif"
          --format markdown --output "$GITHUB_STEP_SUMMARY"
      - name: Say how open it is
        run: mof class "$MODEL"
      - name: Upload the findings
        # Pull requests from forks may not write.
        if: \${{ !cancelled() && (github.event_name != 'pull_request' || github.event.pull_request.head.repo.full_name == github.repository) }}
        uses: ${PINS.uploadSarif}
        with:
          sarif_file: \${{ runner.temp }}/mof.sarif
          category: model-openness

  release:
    name: Release
    if: \${{ github.event_name == 'push' && startsWith(github.ref, 'refs/tags/v') }}
    needs: check
    runs-on: ubuntu-24.04
    timeout-minutes: 120
    permissions:
      contents: read # to check the repository out
      id-token: write # to sign as this workflow
      packages: write # to publish in the registry
    steps:
      - uses: ${PINS.checkout}
        with:
          persist-credentials: false
          lfs: true
${INSTALL}      - name: Sign, package, publish and verify
        env:
          MOF_REGISTRY_PASSWORD: \${{ github.token }}
        run: |
          mof release "$MODEL" --tag "$REGISTRY/\${GITHUB_REPOSITORY,,}${repositorySuffix(model)}:$GITHUB_REF_NAME" \\
            --use-ambient-credentials --username "$GITHUB_ACTOR" \\
            --layout "$RUNNER_TEMP/layout" --report "$RUNNER_TEMP/evidence.html"
      - name: Keep the evidence
        uses: ${PINS.uploadArtifact}
        with:
          name: evidence
          path: \${{ runner.temp }}/evidence.html
          if-no-files-found: error
`;
}
