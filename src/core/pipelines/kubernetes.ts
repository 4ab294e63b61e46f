import { t } from '../l10n';
import { scalar } from '../text/yaml-editor';
import { environmentLines, IMAGE, securityLines, TOOLS, USER } from './containers';
import { type PipelineTemplate } from './pipeline';

const GATE = 'deploy/model-gate.yaml';
const OPERATOR = 'deploy/model-validation.yaml';

/** Whoever releases by the GitHub workflow of ours; to be replaced in both files. */
const IDENTITY = 'https://github.com/OWNER/REPOSITORY/.github/workflows/release-model.yml@refs/tags/v1.0.0';
const ISSUER = 'https://token.actions.githubusercontent.com';

/**
 * Kubernetes: nothing is served that was not verified. Once with a trust policy and a model out of a registry, once with the
 * resource of Sigstore's model validation operator (github.com/sigstore/model-validation-operator,
 * api/v1alpha1/modelvalidation_types.go) for a model on a volume.
 */
export const kubernetes: PipelineTemplate = {
  title: 'Kubernetes',
  describe: () => t('A gate before serving: a model is fetched and verified, or the pod does not start'),
  make: ({ mofPackage }) => ({
    files: [
      { path: GATE, text: gate(mofPackage) },
      { path: OPERATOR, text: operator() },
    ],
    next: [
      t(
        'Use {0} for a model in a registry, or {1} for one on a volume where the model validation operator runs.',
        GATE,
        OPERATOR,
      ),
      t('Replace OWNER, REPOSITORY, the tag and the images by yours.'),
    ],
  }),
};

function gate(mofPackage: string): string {
  return `# Serves a model only when it is the one that was released: an init container fetches it and asks the trust policy. If the
# policy does not accept it, the pod does not start, and its log says why.
apiVersion: v1
kind: ConfigMap
metadata:
  name: model-policy
data:
  policy.yml: |
    version: 1
    # Who may sign, to the letter.
    signers:
      - identity: ${IDENTITY}
        issuer: ${ISSUER}
    require:
      signature: true
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: model-server
spec:
  selector:
    matchLabels:
      app: model-server
  template:
    metadata:
      labels:
        app: model-server
    spec:
      automountServiceAccountToken: false
      securityContext:
        fsGroup: ${USER}
        runAsNonRoot: true
      initContainers:
        - name: verify-model
          image: ${IMAGE}
          securityContext:
${securityLines(12)}
          env:
${environmentLines(12)}
            - name: MOF_PACKAGE
              value: ${scalar(mofPackage)}
            - name: REFERENCE
              value: ghcr.io/owner/repository:v1.0.0
            - name: DOCKER_CONFIG
              value: /mnt/secrets/registry-login
          command: [sh, -c]
          args:
            - |
              set -eu
              npm install --global --prefix ${TOOLS} --ignore-scripts "$MOF_PACKAGE"
              mof pull "$REFERENCE" --layout /tmp/layout
              mof extract "$REFERENCE" --layout /tmp/layout --output /mnt/model --overwrite
              mof verify --policy /mnt/policy/policy.yml /mnt/model
          volumeMounts:
            - name: model
              mountPath: /mnt/model
            - name: policy
              mountPath: /mnt/policy
              readOnly: true
            - name: registry-login
              mountPath: /mnt/secrets/registry-login
              readOnly: true
            - name: tools
              mountPath: ${TOOLS}
            - name: temporary
              mountPath: /tmp
      containers:
        - name: server
          image: registry.example.org/lab/server:1.0.0
          volumeMounts:
            - name: model
              mountPath: /mnt/model
              readOnly: true
      volumes:
        - name: model
          emptyDir: {}
        - name: policy
          configMap:
            name: model-policy
        - name: registry-login
          secret:
            secretName: registry-login
            optional: true
        - name: tools
          emptyDir: {}
        - name: temporary
          emptyDir: {}
`;
}

function operator(): string {
  return `# The same gate by Sigstore's model validation operator, for a model that is on a volume already, with its signature: the
# operator adds the check to every pod of this namespace that has the label below.
apiVersion: ml.sigstore.dev/v1alpha1
kind: ModelValidation
metadata:
  name: released-model
spec:
  config:
    sigstoreConfig:
      certificateIdentity: ${IDENTITY}
      certificateOidcIssuer: ${ISSUER}
  model:
    path: /mnt/model
    signaturePath: /mnt/model/model.sig
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: model-server
spec:
  selector:
    matchLabels:
      app: model-server
  template:
    metadata:
      labels:
        app: model-server
        validation.ml.sigstore.dev/ml: released-model
    spec:
      automountServiceAccountToken: false
      containers:
        - name: server
          image: registry.example.org/lab/server:1.0.0
          volumeMounts:
            - name: model
              mountPath: /mnt/model
              readOnly: true
      volumes:
        - name: model
          persistentVolumeClaim:
            claimName: model
            readOnly: true
`;
}
