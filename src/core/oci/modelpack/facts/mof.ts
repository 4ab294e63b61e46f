import { type MofDocument } from '../../../mof/document';
import { asScalar, entryOf } from '../../../text/tree';
import { type ModelFacts } from '../config';
import { licenseExpressions } from './license';
import { stated } from './merge';

/** What a MOF configuration says of its model. */
export function factsOfMof(document: MofDocument): ModelFacts {
  const { release, name, globals } = document;
  const text = (key: string) => {
    const node = asScalar(entryOf(release, key)?.value);
    return node && !document.isNull(node) ? node.text.trim() : undefined;
  };
  const license = globals.distribution?.name?.id;
  const architecture = text('architecture');
  const contact = text('contact');
  return {
    descriptor: stated({
      name,
      version: text('version'),
      vendor: text('producer'),
      authors: contact === undefined ? [] : [contact],
      sourceURL: text('repository'),
      docURL: hubPage(text('huggingface')),
      licenses: license ? licenseExpressions([license]) : [],
    }),
    // Of these two values nothing is learnt.
    config: stated({ architecture: /^(?:undisclosed|other)$/.test(architecture ?? '') ? undefined : architecture }),
  };
}

/** The page of a model on the Hugging Face Hub, of its address or name. */
function hubPage(written: string | undefined): string | undefined {
  if (!written || /^https?:\/\//.test(written)) return written;
  return /^[\w.-]+\/[\w.-]+$/.test(written) ? `https://huggingface.co/${written}` : undefined;
}
