import { afterAll, expect, it } from 'vitest';
import { describeWithCorpus } from '../corpus';
import { lintText } from '../lint';
import { cyclonedxFiles } from '../unit/cyclonedx/corpus';
import { officialSchema } from '../unit/cyclonedx/official';

const NO_TARGET =
  'refers to elements that are not in the document; by the format `refLinkType` names one of the same document, which JSON Schema cannot check';

/** Documents that the official schema accepts and a rule of ours rejects, and why. */
const STRICTER: Readonly<Record<string, { rules: readonly string[]; because: string }>> = {
  '1.5/valid-evidence-1.5.json': { rules: ['cyclonedx/dangling-reference'], because: NO_TARGET },
  '1.5/valid-formulation-1.5.json': {
    rules: ['cyclonedx/dangling-reference', 'cyclonedx/duplicate-ref'],
    because: `${NO_TARGET}; and gives "workspace-1" to two workspaces, though every bom-ref is unique by the format`,
  },
  '1.6/valid-attestation-1.6.json': { rules: ['cyclonedx/dangling-reference'], because: NO_TARGET },
  '1.6/valid-cryptography-full-1.6.json': { rules: ['cyclonedx/dangling-reference'], because: NO_TARGET },
  '1.6/valid-evidence-1.6.json': { rules: ['cyclonedx/dangling-reference'], because: NO_TARGET },
  '1.6/valid-formulation-1.6.json': { rules: ['cyclonedx/dangling-reference'], because: NO_TARGET },
};

describeWithCorpus('CycloneDX documents of others', 'cyclonedx', () => {
  const count = { accepted: 0, rejected: 0, stricter: 0 };

  it.each(cyclonedxFiles())('$id is judged as by the official schema', ({ id, version, text }) => {
    const accepted = officialSchema(version)(JSON.parse(text));
    const findings = lintText(text, { path: `/boms/${version}.cdx.json` });
    const errors = new Set(findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule));
    const stricter = STRICTER[id];
    if (!accepted) expect([...errors]).not.toEqual([]);
    else expect([...errors].sort()).toEqual(stricter?.rules ?? []);
    count[accepted ? (stricter ? 'stricter' : 'accepted') : 'rejected']++;
  });

  it('has a reason for each difference', () => {
    const ids = cyclonedxFiles().map(({ id }) => id);
    expect(Object.keys(STRICTER).filter((id) => !ids.includes(id))).toEqual([]);
  });

  afterAll(() => {
    console.log(
      `CycloneDX: ${count.accepted} accepted and ${count.rejected} rejected by the official schema and by us`,
    );
    for (const [id, { rules, because }] of Object.entries(STRICTER))
      console.log(`  stricter: ${id} (${rules.join(', ')}): it ${because}`);
  });
});
