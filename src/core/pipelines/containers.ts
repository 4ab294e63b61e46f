import { PINS } from './pins';

/**
 * What the pods of Tekton, Argo and Kubernetes have in common: who they run as, what they may do, and where `mof` is.
 * Rights are those of the "restricted" standard (kubernetes.io, "Pod Security Standards"); nothing but the mounted folders
 * can be written to.
 */

/** Where `mof` is installed to, a volume of the pod. */
export const TOOLS = '/opt/mof';

/** The user `node` of the image. */
export const USER = 1000;

/** Variables of every container, as lines of YAML below \`env:\`. */
export const ENVIRONMENT = [
  { name: 'HOME', value: '/tmp' },
  { name: 'PATH', value: `${TOOLS}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin` },
] as const;

export const IMAGE = PINS.nodeImage;

/** The lines of `env:`, indented. */
export function environmentLines(indent: number): string {
  const space = ' '.repeat(indent);
  return ENVIRONMENT.map(({ name, value }) => `${space}- name: ${name}\n${space}  value: ${value}`).join('\n');
}

/**
 * The script that releases, indented; whole lines. The model, the name and the folder of the key are in variables.
 * @param digest where the digest goes, as the shell writes it
 */
export function releaseScript(indent: number, digest: string): string {
  return `if [ -f "$KEYS/passphrase" ]; then
  MOF_KEY_PASSPHRASE="$(cat "$KEYS/passphrase")"
  export MOF_KEY_PASSPHRASE
fi
mof release "$MODEL" --tag "$REFERENCE" --private-key "$KEYS/signer.key" \\
  --layout /tmp/layout --report /tmp/evidence.html --format json > /tmp/release.json
cat /tmp/release.json
node --print 'JSON.parse(fs.readFileSync("/tmp/release.json", "utf8")).digest' | tr -d '\\n' > ${digest}
`.replace(/^(?=.)/gm, ' '.repeat(indent));
}

/** The lines of a container's `securityContext:`, indented. */
export function securityLines(indent: number): string {
  return [
    'allowPrivilegeEscalation: false',
    'capabilities:',
    '  drop: [ALL]',
    'readOnlyRootFilesystem: true',
    'runAsNonRoot: true',
    `runAsUser: ${USER}`,
    'seccompProfile:',
    '  type: RuntimeDefault',
  ]
    .map((line) => ' '.repeat(indent) + line)
    .join('\n');
}
