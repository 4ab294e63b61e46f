import { type Fact, type Inventory, type Metric, type SectionRole } from '../../modelfolder/inventory';

/** A text that was put together, with what it was taken from. */
export interface Told {
  text: string;
  facts: Fact<unknown>[];
}

/** What is told of a model in prose, by the fields that documents have for it. Labels are those of docs/readiness.md. */
export function application(inventory: Inventory): Told | undefined {
  const { libraries, links, contextLength } = inventory;
  return told([
    ...sections(inventory, 'uses'),
    ...sections(inventory, 'outOfScope', 'Out of scope'),
    modalities(inventory),
    contextLength[0] && labelled('Longest input', `${contextLength[0].value} tokens`, [contextLength[0]]),
    libraries.length ? labelled('Integration', libraries.map(({ value }) => value).join(', '), libraries) : undefined,
    ...links
      .filter(({ value }) => value.type === 'usePolicy')
      .map((link) => labelled('Acceptable use policy', link.value.target, [link])),
  ]);
}

export function training(inventory: Inventory): Told | undefined {
  const { parameters, precision, quantization, datasets } = inventory;
  const counted = datasets.filter(({ value }) => value.rows !== undefined && value.role !== 'tested');
  const [count] = parameters;
  return told([
    ...sections(inventory, 'training'),
    ...sections(inventory, 'trainingData', 'Training data'),
    ...sections(inventory, 'architecture', 'Architecture'),
    ...sections(inventory, 'hardware', 'Hardware'),
    ...sections(inventory, 'evaluation', 'Evaluation strategy'),
    count && labelled('Number of parameters', String(count.value), [count]),
    precision[0] && labelled('Precision', precision[0].value, [precision[0]]),
    quantization[0] && labelled('Quantization', quantization[0].value, [quantization[0]]),
    counted.length
      ? labelled(
          'Number of data points',
          counted.map(({ value }) => `${value.rows} (${value.name})`).join(', '),
          counted,
        )
      : undefined,
  ]);
}

export function limitations(inventory: Inventory): Told | undefined {
  return told([
    ...sections(inventory, 'limitations'),
    ...sections(inventory, 'recommendations', 'Recommendations'),
    ...sections(inventory, 'ethics', 'Ethical considerations'),
    ...sections(inventory, 'privacy', 'Privacy'),
  ]);
}

/** What the training cost the climate; SPDX has a field for energy only. */
export function emissions({ emissions: all }: Inventory): Told | undefined {
  return told(
    all.map((fact) => {
      const { gramsCO2eq, phase, method } = fact.value;
      const words = [phase ?? 'all phases', ...(method === undefined ? [] : [method])].join(', ');
      return labelled('Emissions', `${gramsCO2eq} g CO2eq (${words})`, [fact]);
    }),
  );
}

/** Steps that data go through before they reach the model. */
export function preprocessing(inventory: Inventory): Told[] {
  return [
    ...inventory.preprocessing.map((fact) => ({ text: fact.value, facts: [fact] })),
    ...sections(inventory, 'preprocessing'),
  ];
}

export function explainability(inventory: Inventory): Told[] {
  return sections(inventory, 'explainability');
}

/** What a metric was measured on: `glue/sst2, validation`. */
export function sliceOf({ dataset, task }: Metric): string | undefined {
  const name = dataset?.id ?? dataset?.name;
  const parts = [
    name === undefined ? task : dataset?.config === undefined ? name : `${name}/${dataset.config}`,
    dataset?.split,
  ];
  return parts.filter((part) => part !== undefined).join(', ') || undefined;
}

/** A metric by name, with what it was measured on and its unit, so that metrics of one name can be told apart. */
export function metricKey(metric: Metric): string {
  const slice = sliceOf(metric);
  return [
    metric.name,
    ...(slice === undefined ? [] : [`(${slice})`]),
    ...(metric.unit ? [`[${metric.unit}]`] : []),
  ].join(' ');
}

function modalities({ inputs, outputs }: Inventory): Told | undefined {
  if (!inputs.length && !outputs.length) return undefined;
  const list = (facts: Fact<string>[]) => facts.map(({ value }) => value).join(', ') || '?';
  return labelled('Inputs and outputs', `${list(inputs)} in, ${list(outputs)} out`, [...inputs, ...outputs]);
}

function sections({ sections: all }: Inventory, role: SectionRole, label?: string): Told[] {
  return all
    .filter(({ value }) => value.role === role && value.text.trim())
    .map((fact) => {
      const text = fact.value.text.trim();
      return { text: label === undefined ? text : `${label}: ${text}`, facts: [fact] };
    });
}

function labelled(label: string, text: string, facts: Fact<unknown>[]): Told {
  return { text: `${label}: ${text}`, facts };
}

/** Paragraphs as one text; undefined where there is none. */
function told(parts: (Told | undefined)[]): Told | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (!known.length) return undefined;
  return { text: known.map(({ text }) => text).join('\n\n'), facts: known.flatMap(({ facts }) => facts) };
}
