import { printable } from '../../core/report/printable';
import { type Disclosure } from '../../node/sigstore/sign/signer';
import { type Host } from '../host';

/**
 * Says what signing is going to make public, and asks whether that is wanted.
 * @param asks whether to ask, or only to say it
 */
export function consentOf(host: Host, asks: boolean): (disclosure: Disclosure) => Promise<boolean> {
  return async ({ identity, digest, hosts }) => {
    const { name, issuer, exact } = identity;
    const lines = [
      `mof: the logs of ${hosts.join(' and ')} will show to everybody, for ever:`,
      `  who signs   ${name}${exact ? '' : ' (the certificate may name it in another way)'}`,
      `  by          ${issuer}`,
      `  when        ${new Date().toISOString()}`,
      `  what        SHA-256 ${digest} of a list of files; no names of files`,
    ];
    host.stderr(`${lines.map(printable).join('\n')}\n`);
    if (!asks) return true;
    const answer = await host.ask?.('Sign? [y/N] ');
    return /^y(?:es)?$/i.test(answer?.trim() ?? '');
  };
}
