import { t } from '../l10n';
import { scalar } from '../text/yaml-editor';
import { environmentLines, IMAGE, releaseScript, securityLines, TOOLS, USER } from './containers';
import { type PipelineTemplate } from './pipeline';

const TASKS = 'tekton/release-model.yaml';
const RUN = 'tekton/release-model-run.yaml';

/**
 * Tekton Pipelines: two tasks and the pipeline that joins them (tekton.dev/v1). Signs with a key of a Secret: a cluster's own
 * identities are known to a Sigstore only where its operators have said so. Parameters reach scripts as variables: what
 * stands in a parameter is never a part of a script (tekton.dev, "Tasks", "Substituting in Script Blocks").
 */
export const tekton: PipelineTemplate = {
  title: 'Tekton',
  describe: () => t('A Task and a Pipeline that check, sign, package and publish a model on a volume'),
  make: ({ model, mofPackage }) => ({
    files: [
      { path: TASKS, text: [checkTask(mofPackage), releaseTask(mofPackage), pipeline()].join('---\n') },
      { path: RUN, text: pipelineRun(model) },
    ],
    next: [
      t('Put the key into the Secret "model-signing-key" and the login into "registry-login", as {0} says.', RUN),
      t('Apply {0}, and create {1} for each release.', TASKS, RUN),
    ],
  }),
};

const INSTALL = `    - name: install-mof
      script: |
        #!/bin/sh
        set -eu
        npm install --global --prefix ${TOOLS} --ignore-scripts "$MOF_PACKAGE"
`;

function stepTemplate(variables: readonly (readonly [string, string])[]): string {
  return `  stepTemplate:
    image: ${IMAGE}
    securityContext:
${securityLines(6)}
    env:
${environmentLines(6)}
${variables.map(([name, value]) => `      - name: ${name}\n        value: ${value}`).join('\n')}
    volumeMounts:
      - name: tools
        mountPath: ${TOOLS}
      - name: temporary
        mountPath: /tmp
`;
}

const VOLUMES = `  volumes:
    - name: tools
      emptyDir: {}
    - name: temporary
      emptyDir: {}
`;

const modelParameter = `    - name: model
      description: The folder of the model in the workspace
      type: string
      default: .
`;
const packageParameter = (mofPackage: string) => `    - name: mof-package
      description: What npm installs to have mof
      type: string
      default: ${scalar(mofPackage)}
`;
const referenceParameter = `    - name: reference
      description: The name of the artifact, such as registry.example.org/lab/aurora:1.0.0
      type: string
`;

function checkTask(mofPackage: string): string {
  return `# Checks the documents of a model: openness claim, licences, bills of materials.
apiVersion: tekton.dev/v1
kind: Task
metadata:
  name: check-model
spec:
  description: Checks the documents of a model, and fails where they have errors.
  params:
${modelParameter}${packageParameter(mofPackage)}  workspaces:
    - name: source
      description: Where the model is
${stepTemplate([
  ['MOF_PACKAGE', '$(params.mof-package)'],
  ['MODEL', '$(workspaces.source.path)/$(params.model)'],
])}  steps:
${INSTALL}    - name: check
      script: |
        #!/bin/sh
        set -eu
        mof lint "$MODEL"
        mof class "$MODEL"
${VOLUMES}`;
}

function releaseTask(mofPackage: string): string {
  return `# Signs a model, packages it, publishes it, and verifies what was published.
apiVersion: tekton.dev/v1
kind: Task
metadata:
  name: release-model
spec:
  description: Signs, packages and publishes a model, and verifies what was published.
  params:
${modelParameter}${referenceParameter}${packageParameter(mofPackage)}  workspaces:
    - name: source
      description: Where the model is; its signature is written there
    - name: signing-key
      description: A Secret with signer.key and, where the key is encrypted, passphrase
      readOnly: true
    - name: registry-login
      description: A Secret with config.json, as Docker keeps logins
      readOnly: true
      optional: true
  results:
    - name: digest
      description: The digest of the artifact
      type: string
${stepTemplate([
  ['MOF_PACKAGE', '$(params.mof-package)'],
  ['MODEL', '$(workspaces.source.path)/$(params.model)'],
  ['REFERENCE', '$(params.reference)'],
  ['KEYS', '$(workspaces.signing-key.path)'],
  ['DOCKER_CONFIG', '$(workspaces.registry-login.path)'],
])}  steps:
${INSTALL}    - name: release
      env:
        - name: DIGEST
          value: $(results.digest.path)
      script: |
        #!/bin/sh
        set -eu
${releaseScript(8, '"$DIGEST"')}${VOLUMES}`;
}

function pipeline(): string {
  return `# The whole way: checked first, and released only where the check finds no errors.
apiVersion: tekton.dev/v1
kind: Pipeline
metadata:
  name: release-model
spec:
  description: Checks and releases a model.
  params:
${modelParameter}${referenceParameter}  workspaces:
    - name: source
    - name: signing-key
    - name: registry-login
      optional: true
  results:
    - name: digest
      description: The digest of the artifact
      value: $(tasks.release.results.digest)
  tasks:
    - name: check
      taskRef:
        name: check-model
      params:
        - name: model
          value: $(params.model)
      workspaces:
        - name: source
          workspace: source
    - name: release
      runAfter: [check]
      taskRef:
        name: release-model
      params:
        - name: model
          value: $(params.model)
        - name: reference
          value: $(params.reference)
      workspaces:
        - name: source
          workspace: source
        - name: signing-key
          workspace: signing-key
        - name: registry-login
          workspace: registry-login
`;
}

function pipelineRun(model: string): string {
  return `# One release: kubectl create -f ${RUN}
#
# Before the first one:
#   kubectl create secret generic model-signing-key --from-file=signer.key
#   kubectl create secret generic registry-login --from-file=config.json="$HOME/.docker/config.json"
# and a volume claim "model" with the model on it.
apiVersion: tekton.dev/v1
kind: PipelineRun
metadata:
  generateName: release-model-
spec:
  pipelineRef:
    name: release-model
  params:
    - name: model
      value: ${scalar(model)}
    - name: reference
      value: registry.example.org/lab/model:1.0.0
  taskRunTemplate:
    podTemplate:
      securityContext:
        fsGroup: ${USER}
  workspaces:
    - name: source
      persistentVolumeClaim:
        claimName: model
    - name: signing-key
      secret:
        secretName: model-signing-key
    - name: registry-login
      secret:
        secretName: registry-login
`;
}
