import { type NeighbourFile, type RuleContext } from '../../findings/context';
import { type Severity } from '../../findings/finding';
import { type Report, type Rule } from '../../findings/rule';
import { parseJson } from '../../text/json';
import { ConfigDocument } from './config-document';
import { ManifestDocument } from './manifest-document';
import { configRules, manifestRules } from './rules';

/** Something that is wrong with an artifact, found without a document that a person edits. */
export interface ModelPackProblem {
  /** Id of the rule. */
  rule: string;
  severity: Severity;
  message: string;
  /** The layer that it is about; absent where it is about the manifest or the config. */
  layer?: number;
}

const CONFIG_NAME = 'config.json';

/** Holds an artifact against the rules of ModelPack, as `mof lint` does with its files. */
export function checkModelPack(manifest: Uint8Array, config?: Uint8Array): ModelPackProblem[] {
  const configText = config && new TextDecoder().decode(config);
  const neighbours = configText === undefined ? [] : [{ name: CONFIG_NAME, file: CONFIG_NAME, text: configText }];
  const document = new ManifestDocument(parseJson(new TextDecoder().decode(manifest)));
  const problems = run(manifestRules, document, 'manifest.json', neighbours).map(
    ({ at, ...problem }): ModelPackProblem => {
      const layer = document.layers.find(({ node }) => at.start >= node.start && at.end <= node.end)?.index;
      return { ...problem, ...(layer !== undefined && { layer }) };
    },
  );
  if (configText === undefined) return problems;
  const found = run(configRules, new ConfigDocument(parseJson(configText)), CONFIG_NAME, []);
  return [...problems, ...found.map(({ rule, severity, message }) => ({ rule, severity, message }))];
}

function run<D>(rules: readonly Rule<D>[], document: D, path: string, neighbours: readonly NeighbourFile[]) {
  const context: RuleContext = {
    file: path,
    path,
    today: new Date(0),
    releases: [],
    neighbours,
    // Rules of this kind read what they need themselves.
    open: () => undefined,
  };
  const problems: (Omit<ModelPackProblem, 'layer'> & Pick<Report, 'at'>)[] = [];
  for (const rule of rules)
    rule.check(
      document,
      (lazy) => {
        const { at, message, severity = rule.severity } = typeof lazy === 'function' ? lazy() : lazy;
        problems.push({ rule: rule.id, severity, message, at });
      },
      context,
    );
  return problems;
}
