import { dayOf } from '../../core/licenses/policy';
import { fullLabel } from '../../core/mof/summary';
import { asksOf, type PolicyAsks } from '../../core/policy/explain';
import { type PolicySubject } from '../../core/policy/names';
import { type EntryAt, type PolicySigner } from '../../core/policy/policy';
import { levelTitle } from '../../core/policy/text';
import { printable } from '../../core/report/printable';
import { type LoadedPolicy } from '../../node/policy/read';
import { Exit, type ExitCode } from '../exit';
import { type Host } from '../host';
import { type ExplainFlags } from './command';
import { policiesFor, shownPolicy } from './find';
import { modelPath, subjectOfFolder, subjectOfReference } from './subject';

/** `mof policy explain` */
export function runExplain(given: string, { policy, format }: ExplainFlags, host: Host): ExitCode {
  const model = modelPath(given, host);
  const subject = model === undefined ? subjectOfReference(given) : subjectOfFolder(model);
  const policies = policiesFor(policy, host, model);
  const day = dayOf(host.today);
  const asked = policies.map((each) => ({ each, asks: each.policy && asksOf(each.policy, subject, day) }));
  host.stdout(
    format === 'json'
      ? `${JSON.stringify({ subject, policies: asked.map(({ each, asks }) => ({ ...each.file, asks: asks ?? null })) }, null, 2)}\n`
      : text(subject, asked, host),
  );
  return policies.some(({ file: { state } }) => state === 'refused') ? Exit.usage : Exit.clean;
}

function text(
  { name, registry }: PolicySubject,
  asked: readonly { each: LoadedPolicy; asks: PolicyAsks | undefined }[],
  host: Host,
): string {
  const shown = shownPolicy(host);
  const lines = [
    registry === undefined ? `${name}, from no registry` : `${name}, from the registry ${registry}`,
    ...asked.flatMap(({ each: { file }, asks }) => [
      `  ${levelTitle(file.level)}: ${shown(file.place)}`,
      ...(file.state === 'refused' ? ['    cannot be applied, so nothing is accepted'] : []),
      ...file.reasons.map((reason) => `    ${reason}`),
      ...(asks ? asksLines(asks).map((line) => `    ${line}`) : []),
    ]),
    'Every policy has to accept it. mof verify --policy does the judging.',
  ];
  return `${lines.map(printable).join('\n')}\n`;
}

const at = ({ line }: EntryAt): string => ` (line ${line + 1})`;

function asksLines({ signers, require, licenses, minimumVersions, exceptions }: PolicyAsks): string[] {
  const { bom, mofClass, profile } = require;
  const { open, allow, deny } = licenses;
  const listed = (ids: readonly { text: string }[]) => ids.map((each) => each.text).join(', ') || 'none';
  return [
    ...(signers
      ? [signers.length ? 'it has to be signed by one of:' : 'nobody may sign it, so it is not accepted']
      : ['nothing is asked of signatures']),
    ...(signers ?? []).map(({ signer, at: entry }) => `  ${signerText(signer)}${at(entry)}`),
    ...(bom ? [`it needs a bill of materials that fits its files${at(bom)}`] : []),
    ...(mofClass ? [`it has to reach ${fullLabel(mofClass.level)}${at(mofClass.at)}`] : []),
    ...(profile ? [`it has to meet the annotation profile${at(profile)}`] : []),
    ...(open ? [`every licence has to be open${at(open)}`] : []),
    ...(allow ? [`licences that are allowed: ${listed(allow.ids)}${at(allow.at)}`] : []),
    ...(deny ? [`licences that are denied: ${listed(deny.ids)}`] : []),
    ...minimumVersions.map(({ version, at: entry }) => `the oldest version that is accepted is ${version}${at(entry)}`),
    ...exceptions.map(
      ({ requirement, license, reason, expires, at: entry }) =>
        `exception from ${requirement}${license === undefined ? '' : ` for ${license}`} until ${expires}: ${reason}${at(entry)}`,
    ),
  ];
}

function signerText(signer: PolicySigner): string {
  switch (signer.method) {
    case 'sigstore':
      return `${signer.identity}, as ${signer.issuer} made sure`;
    case 'key':
      return `key ${signer.hint}`;
    case 'certificate':
      return `${signer.subject ?? 'anybody'} with a certificate of the authority ${signer.authority}`;
  }
}
