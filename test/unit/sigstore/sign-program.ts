// Signs against a bed as a program, for runtimes that the tests themselves do not run in. The argument is the bed, as JSON.
import { readBundle } from '../../../src/core/signing/bundle/read';
import { httpClient } from '../../../src/node/http/http';
import { browserIdentity } from '../../../src/node/sigstore/sign/identity/browser';
import { givenIdentity } from '../../../src/node/sigstore/sign/identity/given';
import { sigstoreSigner } from '../../../src/node/sigstore/sign/signer';
import { browse, servicesOf } from './keyless-services';

interface Given {
  issuer: string;
  token: string;
  trustConfigs: readonly object[];
}

async function main({ issuer, token, trustConfigs }: Given): Promise<unknown> {
  const http = httpClient();
  const open = async (url: string) => void (await browse(url));
  const identities = [givenIdentity(token), browserIdentity({ issuer, client: { id: 'sigstore' }, http, open })];
  const found: unknown[] = [];
  for (const trustConfig of trustConfigs)
    for (const identity of identities) {
      const signer = sigstoreSigner({ ...servicesOf(trustConfig), identity, http });
      const text = await signer.sign(Buffer.from('{"_type":"https://in-toto.io/Statement/v1"}'));
      const { state, signer: who } = await signer.verifier.verify(readBundle(Buffer.from(text)));
      found.push([
        state,
        who?.name,
        (JSON.parse(text) as { verificationMaterial: { tlogEntries: unknown[] } }).verificationMaterial.tlogEntries
          .length,
      ]);
    }
  return found;
}

void main(JSON.parse(process.argv[2]!) as Given).then((found) => process.stdout.write(JSON.stringify(found)));
