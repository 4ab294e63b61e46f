// Good Modelfiles with one mistake put in: every kind of mistake is found, by one finding.
import { describe, expect, it } from 'vitest';
import { modelfileRules } from '../../../src/core/oci/modelfile/rules';
import { folderWith } from '../../folder';
import { lintText } from '../../lint';

const FOLDER = folderWith([
  'Modelfile',
  'README.md',
  'my card.md',
  'config.json',
  'tokenizer.json',
  'model-1.safetensors',
  'model-2.safetensors',
  'src/train.py',
  'src/eval.py',
  'src/lib/load.py',
  'adapter/weights.bin',
  '.gitattributes',
]);

const FULL = `# Aurora
NAME aurora-7b
ARCH transformer
FAMILY llama3
FORMAT safetensors
PARAMSIZE 6.7B
PRECISION bfloat16,int8
QUANTIZATION awq

# what the weights need
CONFIG config.json
CONFIG tokenizer.json
MODEL model-[0-9].safetensors
MODEL adapter/weights.bin
CODE src/*.py
CODE src/lib/*.py
DOC README.md
DOC "my card.md"
`;

const LOOSE = `  name   "aurora 7b"
\tModel  ./*.safetensors
config *.json
code src/train.py
code src/eval.py
code src/lib/load.py
doc my\\ card.md
doc R*.md
model adapter/*\r
`;

type Mistake = readonly [rule: string, from: string, to: string, title?: string];

const MISTAKES: Record<'full' | 'loose', readonly Mistake[]> = {
  full: [
    ['unknown-command', 'NAME aurora', 'TITLE aurora'],
    ['unknown-command', 'NAME aurora', 'NAME: aurora'],
    ['unknown-command', 'MODEL adapter', 'MODELS adapter'],
    ['unknown-command', 'MODEL adapter', 'FROM adapter'],
    ['unknown-command', 'MODEL adapter', 'WEIGHTS adapter'],
    ['unknown-command', '# what', 'what'],
    ['missing-argument', 'NAME aurora-7b', 'NAME'],
    ['missing-argument', 'NAME aurora-7b', 'NAME ""'],
    ['missing-argument', 'DOC README.md', 'DOC'],
    ['tab', 'NAME aurora', 'NAME\taurora'],
    ['tab', 'DOC README.md', 'DOC\tREADME.md'],
    ['unclosed-quote', 'NAME aurora-7b', 'NAME "aurora-7b'],
    ['unclosed-quote', '"my card.md"', '"my card.md'],
    ['unclosed-quote', '"my card.md"', '"my card.md\\"'],
    ['several-arguments', 'NAME aurora-7b', 'NAME aurora 7b'],
    ['several-arguments', '"my card.md"', 'my card.md'],
    ['several-arguments', 'FAMILY llama3', 'FAMILY llama3 # of Meta'],
    ['duplicate-command', 'ARCH transformer', 'NAME aurora'],
    ['duplicate-command', '# what', 'quantization gptq\n# what'],
    ['absolute-path', 'DOC README.md', 'DOC README.md\nDOC /etc/hostname'],
    ['absolute-path', 'DOC README.md', 'DOC README.md\nDOC C:/data/x.md'],
    ['path-escapes', 'DOC README.md', 'DOC README.md\nDOC ../README.md'],
    ['path-escapes', 'DOC README.md', 'DOC README.md\nDOC src/../../*.md'],
    ['backslash', 'adapter/weights.bin', 'adapter\\weights.bin'],
    ['bad-pattern', 'model-[0-9].safetensors', 'model-[0-9.safetensors'],
    ['bad-pattern', 'model-[0-9].safetensors', 'model-[].safetensors'],
    ['double-star', 'DOC README.md', 'DOC README.md\nCODE src/**/*.py'],
    ['path-not-found', 'README.md', 'readme.md'],
    ['path-not-found', 'config.json', 'conf.json'],
    ['no-match', 'src/lib/*.py', 'src/libs/*.py'],
    ['no-match', 'src/*.py', 'src/*.PY'],
    ['folder', 'adapter/weights.bin', 'adapter'],
    ['folder', 'src/*.py', 'src/*'],
    ['same-path', 'CONFIG tokenizer.json', 'CONFIG tokenizer.json\nCONFIG config.json'],
    ['same-path', 'DOC README.md', 'DOC README.md\nDOC ./src/../README.md'],
    ['same-path', 'CODE src/lib/*.py', 'CODE src/lib/*.py\nDOC src/lib/load.py', 'a pattern has it'],
    ['dataset-ignored', 'MODEL adapter', 'DATASET adapter'],
    ['param-size', '6.7B', 'seven'],
    ['param-size', '6.7B', '6.74B'],
    ['param-size', '6.7B', '6700M params'.replace(' ', '')],
    ['param-size', '6.7B', '7000000000'],
    ['precision', 'bfloat16,int8', 'bf16'],
    ['precision', 'bfloat16,int8', 'bfloat16,int9'],
    ['precision', 'bfloat16,int8', 'Float32'],
    ['unpacked-file', 'DOC README.md\n', ''],
    ['unpacked-file', 'CODE src/lib/*.py\n', ''],
  ],
  loose: [
    ['no-files', LOOSE.slice(LOOSE.indexOf('\tModel')), ''],
    [
      'ollama',
      LOOSE.slice(LOOSE.indexOf('\tModel')),
      'FROM llama3\nPARAMETER temperature 1\nTEMPLATE """\n{{ .Prompt }}\n"""\n',
    ],
    ['path-not-found', 'my\\ card.md', 'my\\ cart.md'],
    ['unknown-command', 'config *.json', 'configs *.json'],
    ['several-arguments', 'my\\ card.md', 'my  card.md'],
  ],
};

const GOOD = { full: FULL, loose: LOOSE };
const rulesOf = (text: string) =>
  lintText(text, { path: '/models/aurora/Modelfile', folder: FOLDER }).map(
    ({ rule, message }) => `${rule}: ${message}`,
  );

describe.each(['full', 'loose'] as const)('a good Modelfile (%s)', (which) => {
  const good = GOOD[which];

  it('has no finding', () => expect(rulesOf(good)).toEqual([]));

  it.each(
    MISTAKES[which].map(([rule, from, to, title]) => ({ rule, from, to, title: title ?? to.trim().slice(0, 60) })),
  )('$rule: $title', ({ rule, from, to }) => {
    expect(good.split(from).length, 'the mistake is put into one place').toBe(2);
    const findings = rulesOf(good.replace(from, () => to));
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(new RegExp(`^modelfile/${rule}: \\S`));
  });
});

it('every rule has a mistake', () => {
  const tried = new Set(Object.values(MISTAKES).flatMap((all) => all.map(([rule]) => `modelfile/${rule}`)));
  expect(modelfileRules.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
});
