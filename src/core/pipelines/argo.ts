import { t } from '../l10n';
import { scalar } from '../text/yaml-editor';
import { environmentLines, IMAGE, releaseScript, securityLines, TOOLS, USER } from './containers';
import { type PipelineTemplate } from './pipeline';

const FILE = 'argo/release-models.yaml';

/**
 * Argo Workflows: one pod a model, as many models as the list has (argo-workflows.readthedocs.io, "Loops", `withParam`). Signs
 * with a key of a Secret, as the Tekton pipeline does. Values of the list reach the script as variables.
 */
export const argo: PipelineTemplate = {
  title: 'Argo Workflows',
  describe: () => t('A workflow that checks, signs, packages and publishes many models side by side'),
  make: ({ model, mofPackage }) => ({
    files: [{ path: FILE, text: workflowTemplate(model, mofPackage) }],
    next: [
      t('Make the Secrets and the volume claim that the beginning of {0} names, and apply the file.', FILE),
      t('Start it with the list of models: argo submit --from workflowtemplate/release-models'),
    ],
  }),
};

function workflowTemplate(model: string, mofPackage: string): string {
  const models = JSON.stringify([{ folder: model, reference: 'registry.example.org/lab/model:1.0.0' }]);
  return `# Releases many models side by side: each is checked, signed, packaged, published, and verified as it was published.
#
# Before the first run:
#   kubectl create secret generic model-signing-key --from-file=signer.key
#   kubectl create secret generic registry-login --from-file=config.json="$HOME/.docker/config.json"
# and a volume claim "models" with the models on it. Then:
#   argo submit --from workflowtemplate/release-models --parameter-file models.yaml
apiVersion: argoproj.io/v1alpha1
kind: WorkflowTemplate
metadata:
  name: release-models
spec:
  entrypoint: release-all
  # How many models at a time.
  parallelism: 4
  arguments:
    parameters:
      - name: mof-package
        value: ${scalar(mofPackage)}
      # What to release: folders on the volume, and the names of their artifacts.
      - name: models
        value: ${scalar(models)}
  securityContext:
    fsGroup: ${USER}
    runAsNonRoot: true
    runAsUser: ${USER}
  automountServiceAccountToken: false
  # Argo's own helper reports results with this account.
  executor:
    serviceAccountName: argo-executor
  volumes:
    - name: models
      persistentVolumeClaim:
        claimName: models
    - name: signing-key
      secret:
        secretName: model-signing-key
    - name: registry-login
      secret:
        secretName: registry-login
        optional: true
    - name: tools
      emptyDir: {}
    - name: temporary
      emptyDir: {}
  templates:
    - name: release-all
      steps:
        - - name: release
            template: release-model
            arguments:
              parameters:
                - name: folder
                  value: '{{item.folder}}'
                - name: reference
                  value: '{{item.reference}}'
            withParam: '{{workflow.parameters.models}}'
    - name: release-model
      inputs:
        parameters:
          - name: folder
          - name: reference
      outputs:
        parameters:
          - name: digest
            valueFrom:
              path: /tmp/digest
      # Registries have bad minutes; everything that was sent stays there and is not sent again.
      retryStrategy:
        limit: 2
        retryPolicy: OnError
      script:
        image: ${IMAGE}
        securityContext:
${securityLines(10)}
        env:
${environmentLines(10)}
          - name: MOF_PACKAGE
            value: '{{workflow.parameters.mof-package}}'
          - name: MODEL
            value: '/mnt/models/{{inputs.parameters.folder}}'
          - name: REFERENCE
            value: '{{inputs.parameters.reference}}'
          - name: KEYS
            value: /mnt/secrets/signing-key
          - name: DOCKER_CONFIG
            value: /mnt/secrets/registry-login
        volumeMounts:
          - name: models
            mountPath: /mnt/models
          - name: signing-key
            mountPath: /mnt/secrets/signing-key
            readOnly: true
          - name: registry-login
            mountPath: /mnt/secrets/registry-login
            readOnly: true
          - name: tools
            mountPath: ${TOOLS}
          - name: temporary
            mountPath: /tmp
        command: [sh]
        source: |
          set -eu
          npm install --global --prefix ${TOOLS} --ignore-scripts "$MOF_PACKAGE"
${releaseScript(10, '/tmp/digest')}`;
}
