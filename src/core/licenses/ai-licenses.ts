import { referenceFor } from './hugging-face';
import { type Restriction } from './restrictions';

/**
 * How we know what a licence restricts. `text`: its text was read. `quoted`: from what its publisher says of it, or from
 * passages that others quote. `known`: from its title and common knowledge, not checked.
 */
export type Evidence = 'text' | 'quoted' | 'known';

/** A licence for models or data that the SPDX list does not have. */
export interface AiLicense {
  /** `LicenseRef-` id, made of the tag or of the `license_name` that cards on Hugging Face use. */
  id: string;
  /** Licence tag of Hugging Face, where there is one. */
  tag: string | undefined;
  name: string;
  restrictions: readonly Restriction[];
  /** Open all the same: free to use, study, change and share for any purpose. */
  open: boolean;
  /** Where its text is. */
  url: string;
  evidence: Evidence;
  /** Titles that a file with its text begins with, as words in small letters. */
  titles: readonly string[];
  /** Other names that people write, as {@link folded} gives them. */
  aliases: readonly string[];
}

/** The day on which the licences with evidence `text` or `quoted` were looked up. */
export const CHECKED_ON = '2026-11-22';

interface Row {
  name: string;
  restrictions: readonly Restriction[];
  url: string;
  evidence: Evidence;
  open?: true;
  titles?: readonly string[];
  aliases?: readonly string[];
}

const HF = 'https://huggingface.co/';
const RAIL: readonly Restriction[] = ['behavioural-use'];
const LLAMA: readonly Restriction[] = ['behavioural-use', 'user-threshold', 'naming'];
const RESEARCH: readonly Restriction[] = ['non-commercial', 'research-only'];

/** By the licence tags of Hugging Face. What a licence restricts is told in short; no row is legal advice. */
const TAGGED: Record<string, Row> = {
  'bigscience-openrail-m': {
    name: 'BigScience OpenRAIL-M',
    restrictions: RAIL,
    url: `${HF}spaces/bigscience/license`,
    evidence: 'known',
    titles: ['bigscience open rail m license', 'bigscience openrail m license'],
  },
  'creativeml-openrail-m': {
    name: 'CreativeML OpenRAIL-M',
    restrictions: RAIL,
    url: `${HF}spaces/CompVis/stable-diffusion-license`,
    evidence: 'known',
    titles: ['creativeml open rail m', 'creativeml openrail m'],
    aliases: ['creativeml-open-rail-m'],
  },
  'bigscience-bloom-rail-1.0': {
    name: 'BigScience BLOOM RAIL 1.0',
    restrictions: RAIL,
    url: `${HF}spaces/bigscience/license`,
    evidence: 'known',
    titles: ['bigscience rail license v1 0', 'bigscience bloom rail'],
    aliases: ['bigscience-rail-1.0', 'bloom-rail-1.0'],
  },
  'bigcode-openrail-m': {
    name: 'BigCode OpenRAIL-M v1',
    restrictions: RAIL,
    url: `${HF}spaces/bigcode/bigcode-model-license-agreement`,
    evidence: 'known',
    titles: ['bigcode open rail m v1', 'bigcode openrail m', 'bigcode open rail m'],
    aliases: ['bigcode-openrail-m-v1'],
  },
  'openrail++': {
    name: 'CreativeML OpenRAIL++-M',
    restrictions: RAIL,
    url: `${HF}stabilityai/stable-diffusion-xl-base-1.0/blob/main/LICENSE.md`,
    evidence: 'known',
    // A plus sign is no word, so the title differs from that of OpenRAIL-M by the day that follows it only.
    titles: [
      'creativeml open rail m license dated november 24 2022',
      'creativeml open rail m license dated july 26 2023',
    ],
    aliases: ['openrail++-m', 'creativeml-openrail++-m', 'creativeml-open-rail++-m'],
  },
  'openmdw-1.1': {
    name: 'OpenMDW License Agreement 1.1',
    restrictions: [],
    open: true,
    url: 'https://github.com/OpenMDW/openmdw/blob/main/1.1/LICENSE.OpenMDW-1.1',
    evidence: 'quoted',
    titles: ['openmdw license agreement version 1 1'],
  },
  llama2: {
    name: 'Llama 2 Community License',
    restrictions: ['behavioural-use', 'user-threshold', 'field-of-use'],
    url: 'https://ai.meta.com/llama/license/',
    evidence: 'quoted',
    titles: ['llama 2 community license agreement'],
    aliases: ['llama-2'],
  },
  llama3: {
    name: 'Meta Llama 3 Community License',
    restrictions: [...LLAMA, 'field-of-use'],
    url: 'https://www.llama.com/llama3/license/',
    evidence: 'quoted',
    titles: ['llama 3 community license agreement'],
    aliases: ['llama-3'],
  },
  'llama3.1': {
    name: 'Llama 3.1 Community License',
    restrictions: LLAMA,
    url: 'https://www.llama.com/llama3_1/license/',
    evidence: 'text',
    titles: ['llama 3 1 community license agreement'],
    aliases: ['llama-3.1'],
  },
  'llama3.2': {
    name: 'Llama 3.2 Community License',
    restrictions: LLAMA,
    url: 'https://www.llama.com/llama3_2/license/',
    evidence: 'quoted',
    titles: ['llama 3 2 community license agreement'],
    aliases: ['llama-3.2'],
  },
  'llama3.3': {
    name: 'Llama 3.3 Community License',
    restrictions: LLAMA,
    url: 'https://www.llama.com/llama3_3/license/',
    evidence: 'quoted',
    titles: ['llama 3 3 community license agreement'],
    aliases: ['llama-3.3'],
  },
  llama4: {
    name: 'Llama 4 Community License',
    restrictions: LLAMA,
    url: 'https://www.llama.com/llama4/license/',
    evidence: 'text',
    titles: ['llama 4 community license agreement'],
    aliases: ['llama-4'],
  },
  gemma: {
    name: 'Gemma Terms of Use',
    restrictions: RAIL,
    url: 'https://ai.google.dev/gemma/terms',
    evidence: 'quoted',
    titles: ['gemma terms of use'],
  },
  'grok2-community': {
    name: 'Grok 2 Community License',
    restrictions: ['behavioural-use', 'user-threshold', 'field-of-use', 'naming'],
    url: `${HF}xai-org/grok-2/blob/main/LICENSE`,
    evidence: 'quoted',
    titles: ['grok 2 community license agreement', 'grok 2 community license'],
    aliases: ['grok-2', 'grok2'],
  },
  'apple-ascl': {
    name: 'Apple Sample Code License',
    restrictions: [],
    url: 'https://developer.apple.com/support/downloads/terms/apple-sample-code/Apple-Sample-Code-License.pdf',
    evidence: 'known',
    titles: ['apple sample code license', 'this apple software is supplied to you by apple'],
    aliases: ['apple-sample-code'],
  },
  'apple-amlr': {
    name: 'Apple Machine Learning Research Model License',
    restrictions: RESEARCH,
    url: 'https://github.com/apple/ml-mobileclip/blob/main/LICENSE_MODELS',
    evidence: 'quoted',
    titles: ['apple machine learning research model'],
    aliases: ['apple-machine-learning-research-model', 'amlr'],
  },
  'deepfloyd-if-license': {
    name: 'DeepFloyd IF Research License',
    restrictions: [...RESEARCH, 'behavioural-use'],
    url: 'https://github.com/deep-floyd/IF/blob/develop/LICENSE-MODEL',
    evidence: 'known',
    titles: ['deepfloyd if license agreement', 'deepfloyd if research license agreement'],
    aliases: ['deepfloyd-if', 'deepfloyd-if-research'],
  },
  'fair-noncommercial-research-license': {
    name: 'FAIR Noncommercial Research License',
    restrictions: [...RESEARCH, 'behavioural-use'],
    url: `${HF}facebook/fair-noncommercial-research-license/blob/main/LICENSE`,
    evidence: 'quoted',
    titles: ['fair noncommercial research license'],
    aliases: ['fair-noncommercial-research'],
  },
  'h-research': {
    name: 'H Research License',
    restrictions: RESEARCH,
    url: `${HF}Hcompany`,
    evidence: 'known',
  },
  'intel-research': {
    name: 'Intel Research Use License',
    restrictions: RESEARCH,
    url: `${HF}Intel`,
    evidence: 'known',
    titles: ['intel research use license agreement'],
    aliases: ['intel-research-use'],
  },
};

/** Licences that have no tag, by the `license_name` that the cards of their models use. */
const NAMED: Record<string, Row> = {
  qwen: {
    name: 'Qwen License Agreement',
    restrictions: ['user-threshold', 'naming'],
    url: `${HF}Qwen/Qwen2.5-72B-Instruct/blob/main/LICENSE`,
    evidence: 'quoted',
    titles: ['qwen license agreement'],
  },
  'qwen-research': {
    name: 'Qwen Research License Agreement',
    restrictions: [...RESEARCH, 'naming'],
    url: `${HF}Qwen/Qwen2.5-3B-Instruct/blob/main/LICENSE`,
    evidence: 'quoted',
    titles: ['qwen research license agreement'],
  },
  'tongyi-qianwen': {
    name: 'Tongyi Qianwen License Agreement',
    restrictions: ['user-threshold', 'field-of-use'],
    url: `${HF}Qwen/Qwen1.5-110B-Chat/blob/main/LICENSE`,
    evidence: 'quoted',
    titles: ['tongyi qianwen license agreement'],
  },
  'tongyi-qianwen-research': {
    name: 'Tongyi Qianwen Research License Agreement',
    restrictions: RESEARCH,
    url: `${HF}Qwen/Qwen-1_8B/blob/main/LICENSE`,
    evidence: 'quoted',
    titles: ['tongyi qianwen research license agreement'],
  },
  deepseek: {
    name: 'DeepSeek License Agreement 1.0',
    restrictions: RAIL,
    url: 'https://github.com/deepseek-ai/DeepSeek-V3/blob/main/LICENSE-MODEL',
    evidence: 'text',
    titles: ['deepseek license agreement'],
    aliases: ['deepseek-1.0', 'deepseek-model'],
  },
  'flux-1-dev-non-commercial-license': {
    name: 'FLUX.1 [dev] Non-Commercial License',
    restrictions: ['non-commercial', 'behavioural-use'],
    url: 'https://github.com/black-forest-labs/flux/blob/main/model_licenses/LICENSE-FLUX1-dev',
    evidence: 'text',
    titles: ['flux 1 dev non commercial license'],
    aliases: ['flux.1-dev-non-commercial', 'flux-1-dev-non-commercial', 'flux1-dev-non-commercial'],
  },
  'stabilityai-ai-community': {
    name: 'Stability AI Community License',
    restrictions: ['user-threshold', 'behavioural-use', 'naming'],
    url: 'https://stability.ai/community-license-agreement',
    evidence: 'quoted',
    titles: ['stability ai community license agreement'],
    aliases: ['stability-ai', 'stabilityai-ai', 'stabilityai'],
  },
  'sai-nc-community': {
    name: 'Stability AI Non-Commercial Research Community License',
    restrictions: RESEARCH,
    url: `${HF}stabilityai/sdxl-turbo/blob/main/LICENSE.md`,
    evidence: 'known',
    titles: [
      'stability ai non commercial research community license agreement',
      'stability ai non commercial community license agreement',
    ],
    aliases: ['sai-nc', 'stabilityai-nc-research', 'stability-ai-non-commercial-research'],
  },
  'nvidia-open-model-license': {
    name: 'NVIDIA Open Model License',
    restrictions: RAIL,
    url: 'https://www.nvidia.com/en-us/agreements/enterprise-software/nvidia-open-model-license/',
    evidence: 'quoted',
    titles: ['nvidia open model license agreement', 'nvidia open model license'],
    aliases: ['nvidia-open-model'],
  },
  mrl: {
    name: 'Mistral AI Research License',
    restrictions: RESEARCH,
    url: 'https://mistral.ai/licenses/MRL-0.1.md',
    evidence: 'quoted',
    titles: ['mistral ai research license'],
    aliases: ['mistral-ai-research', 'mistral-research', 'mrl-0.1'],
  },
  mnpl: {
    name: 'Mistral AI Non-Production License',
    restrictions: ['non-commercial'],
    url: 'https://mistral.ai/licenses/MNPL-0.1.md',
    evidence: 'quoted',
    titles: ['mistral ai non production license'],
    aliases: ['mistral-ai-non-production', 'mnpl-0.1'],
  },
  'falcon-llm-license': {
    name: 'TII Falcon LLM License 2.0',
    restrictions: RAIL,
    url: 'https://falconllm.tii.ae/falcon-terms-and-conditions.html',
    evidence: 'quoted',
    titles: ['tii falcon llm license', 'falcon llm license', 'tii falcon license 2 0'],
    aliases: ['falcon-llm', 'tii-falcon-llm', 'tii-falcon-2.0', 'falcon-llm-2.0', 'tii-falcon-llm-2.0'],
  },
  'jamba-open-model-license': {
    name: 'Jamba Open Model License',
    restrictions: ['user-threshold', 'behavioural-use'],
    url: 'https://www.ai21.com/jamba-open-model-license/',
    evidence: 'known',
    titles: ['jamba open model license agreement', 'jamba open model license'],
    aliases: ['jamba-open-model'],
  },
  chatglm3: {
    name: 'ChatGLM3-6B License',
    restrictions: RAIL,
    url: 'https://github.com/THUDM/ChatGLM3/blob/main/MODEL_LICENSE',
    evidence: 'text',
    titles: ['the chatglm3 6b license'],
    aliases: ['chatglm3-6b', 'the-chatglm3-6b'],
  },
  exaone: {
    name: 'EXAONE AI Model License',
    restrictions: [...RESEARCH, 'naming'],
    url: `${HF}LGAI-EXAONE/EXAONE-3.5-7.8B-Instruct/blob/main/LICENSE`,
    evidence: 'known',
    titles: ['exaone ai model license agreement'],
    aliases: ['exaone-ai-model'],
  },
  'tencent-hunyuan-community': {
    name: 'Tencent Hunyuan Community License',
    restrictions: ['user-threshold', 'behavioural-use', 'field-of-use'],
    url: 'https://github.com/Tencent/HunyuanVideo/blob/main/LICENSE.txt',
    evidence: 'known',
    titles: ['tencent hunyuan community license agreement'],
    aliases: ['tencent-hunyuan'],
  },
};

/** All of them, those with a tag first. */
export const AI_LICENSES: readonly AiLicense[] = [
  ...Object.entries(TAGGED).map(([tag, row]) => license(referenceFor(tag), tag, row)),
  ...Object.entries(NAMED).map(([name, row]) => license(referenceFor(name), undefined, row)),
];

function license(id: string, tag: string | undefined, row: Row): AiLicense {
  return { id, tag, open: false, titles: [], aliases: [], ...row };
}

let byName: Map<string, AiLicense> | undefined;

/** The licence with this `LicenseRef-` id, tag or name as people write it, in any case. */
export function aiLicense(written: string): AiLicense | undefined {
  if (!byName) {
    byName = new Map();
    for (const row of AI_LICENSES)
      for (const name of [row.id, row.tag ?? row.id, row.name, ...row.aliases]) byName.set(folded(name), row);
  }
  return byName.get(folded(written));
}

const DECORATION = /^(?:licenseref-)?(?:the-)?(?:meta-)?|(?:-(?:community|licen[cs]e|agreement|terms-of-use|terms))+$/g;

/** A name without what does not tell licences apart: case, blanks, and words such as "License Agreement". */
function folded(name: string): string {
  return name
    .slice(0, 200)
    .toLowerCase()
    .replace(/[^a-z0-9.+]+/g, '-')
    .replace(/^-|-$/g, '')
    .replace('-plus-plus', '++')
    .replace(DECORATION, '');
}
