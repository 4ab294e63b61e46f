/**
 * Documents that teach by what is wrong with them: each has a few mistakes of the kind that people make, most of which a quick fix
 * mends. The test says which rules find them.
 */
export const MISTAKES: Readonly<Record<string, string>> = {
  'mof.yml': `# A MOF configuration with mistakes. Put the cursor on a wavy line and press the key for Quick Fix, or run "Fix All".
framework:
  name: Model Openness Framework
  version: '1.0'
  date: '2024-12-15'
release:
  name: finch-nano
  version: '1.0'
  # A date without quotes: some parsers make a time of it.
  date: 2026-01-01
  license:
    distribution:
      # Not the name of the licence as SPDX writes it.
      name: apache 2
      path: LICENSE
  type: language
  architecture: transformer decoder
  producer: The Finch Authors
  contact: finch@example.org
  components:
    # Misspelt: the class would not count it.
    - name: Modle card
      description: What the model is for
    # A licence that is not open: the weights do not count.
    - name: Model parameters (Final)
      description: The released weights
      license: CC-BY-NC-4.0
    # Twice.
    - name: Evaluation results
      description: What was measured
    - name: Evaluation results
      description: What was measured, again
`,
  'README.md': `---
# A model card whose licence tag is misspelt.
license: appache-2.0
language: [en]
library_name: transformers
---

# A card with a mistake

Hover over the licence, and see what the Hub would make of it.
`,
  Kitfile: `# A recipe of a package with a key that KitOps refuses, and a file that is not there.
manifestVersion: 1.0.0
package:
  name: finch-nano
  licence: MIT
model:
  name: finch-nano
  path: ./model.safetensors
`,
  'bom.spdx3.json': `{
  "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
  "@graph": [
    {
      "type": "CreationInfo",
      "@id": "_:creation",
      "specVersion": "3.0.1",
      "created": "2026-01-01T12:00:00Z",
      "createdBy": ["https://example.org/finch/authors"]
    },
    {
      "type": "Organization",
      "spdxId": "https://example.org/finch/authors",
      "creationInfo": "_:creation",
      "name": "The Finch Authors"
    },
    {
      "type": "ai_AIPackage",
      "spdxId": "https://example.org/finch/model",
      "creationInfo": "_:creation",
      "name": "finch-nano",
      "software_packageVersion": "1.0",
      "ai_domian": ["text generation"]
    },
    {
      "type": "Relationship",
      "spdxId": "https://example.org/finch/trained-on",
      "creationInfo": "_:creation",
      "from": "https://example.org/finch/model",
      "relationshipType": "trainedOn",
      "to": ["https://example.org/finch/no-such-dataset"]
    },
    {
      "type": "SpdxDocument",
      "spdxId": "https://example.org/finch/document",
      "creationInfo": "_:creation",
      "rootElement": ["https://example.org/finch/model"]
    }
  ]
}
`,
  'bom.cdx.json': `{
  "bomFormat": "CycloneDX",
  "specVersion": "1.6",
  "version": 1,
  "metadata": {
    "component": {
      "type": "machine-learning-model",
      "bom-ref": "model",
      "name": "finch-nano",
      "version": "1.0",
      "licenses": [{ "license": { "id": "Apache 2.0" } }],
      "modelCard": { "modelParameters": { "task": "text-generation", "architectureFamilly": "llama" } }
    }
  },
  "dependencies": [{ "ref": "model", "dependsOn": ["dataset"] }]
}
`,
};
