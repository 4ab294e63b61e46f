import { t } from '../../l10n';
import { csvRows } from '../csv';
import { timeOf } from '../identifiers';
import { type Energy } from '../inventory';
import { textOf } from '../place';
import { UnreadableError, type Reader } from '../reader';

/** Longest table, in bytes. */
const MOST = 16 * 1024 * 1024;

/** What CodeCarbon measured: `emissions.csv`, a row for each run, or several of which the last counts (codecarbon, output/methods). */
export const emissions: Reader = {
  id: 'emissions',
  pattern: /(?:^|\/)emissions[^/]*\.csv$/i,
  read(file, draft) {
    const runs = new Map<string, { row: Record<string, string>; line: number }>();
    csvRows(textOf(file, MOST)).forEach((row, index) =>
      runs.set(row.run_id || String(index), { row, line: index + 1 }),
    );
    const measured = [...runs.values()].filter(({ row }) => numberOf(row.energy_consumed) !== undefined);
    if (!measured.length) throw new UnreadableError(t('has no row with a number under "energy_consumed"'));
    for (const phase of ['training', 'finetuning', 'inference'] as const) {
      const rows = measured.filter(
        ({ row }) => phaseOf(`${file.path} ${row.project_name ?? ''} ${row.experiment_name ?? ''}`) === phase,
      );
      const first = rows[0];
      if (!first) continue;
      const sum = (column: string) => rows.reduce((total, { row }) => total + (numberOf(row[column]) ?? 0), 0);
      const source = (key: string) =>
        ({ path: file.path, key, ...(rows.length === 1 && { line: first.line }), reader: 'emissions' }) as const;
      const hardware = [...new Set(rows.flatMap(({ row }) => [row.gpu_model, row.cpu_model].filter(Boolean)))].join(
        ', ',
      );
      const country = [...new Set(rows.map(({ row }) => row.country_name).filter(Boolean))].join(', ');
      const duration = sum('duration');
      draft.add(
        'energy',
        {
          kWh: rounded(sum('energy_consumed')),
          phase,
          ...(duration > 0 && { duration: rounded(duration) }),
          ...(hardware && { hardware }),
          ...(country && { country }),
          ...(rows.length > 1 && { runs: rows.length }),
        },
        source('energy_consumed'),
        'measured',
      );
      // CodeCarbon counts in kilograms.
      draft.add(
        'emissions',
        { gramsCO2eq: rounded(1000 * sum('emissions')), phase, method: 'CodeCarbon' },
        source('emissions'),
        'measured',
      );
      if (phase === 'inference') continue;
      const times = rows.map(({ row }) => timeOf(row.timestamp ?? '')).filter((time) => time !== undefined);
      draft.add('builtTime', times.sort().at(-1), source('timestamp'), 'derived');
    }
  },
};

function phaseOf(words: string): Energy['phase'] {
  if (/infer|predict|serv|eval|test|bench/i.test(words)) return 'inference';
  return /fine-?_?tun|sft|lora|dpo/i.test(words) ? 'finetuning' : 'training';
}

function numberOf(cell: string | undefined): number | undefined {
  const number = cell?.trim() ? Number(cell) : NaN;
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}

/** Sums of floating-point numbers have digits that nobody measured. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}
