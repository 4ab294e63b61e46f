import path from 'node:path';
import { isOutOfDate } from '../../core/generate/update/update';
import { spanAt } from '../../core/generate/places';
import { placeholdersIn } from '../../core/generate/to-do-rule';
import { compareWithFolder, updateFromFolder, type UpdatedDocument } from '../../node/generate/update';
import { printable } from '../../core/report/printable';
import { LineIndex } from '../../core/text/position';
import { version } from '../../../package.json';
import { Exit, type ExitCode } from '../exit';
import { shownPath } from '../files/paths';
import { runGenerating, toDoLines } from '../generate/write';
import { type Host } from '../host';
import { ProgressLine } from '../signing/progress';
import { type UpdateFlags } from './command';

/**
 * `mof bom update`: brings a document that was generated from a folder up to date with it. With `--check` nothing is written, and
 * the exit code is 1 where something would be.
 */
export async function runUpdate(file: string, flags: UpdateFlags, host: Host): Promise<ExitCode> {
  const { folder, check = false, git, format } = flags;
  const absolute = path.resolve(host.cwd, file);
  const shown = shownPath(absolute, host.cwd);
  const progress = new ProgressLine(host);
  return runGenerating(host, async () => {
    try {
      const request = {
        file: { path: absolute, shown },
        ...(folder === undefined ? {} : { folder: { path: path.resolve(host.cwd, folder), shown: folder } }),
        hash: 'all' as const,
        trusted: git,
        now: host.today,
        toolVersion: version,
        progress: progress.update,
      };
      const update = await (check ? compareWithFolder(request) : updateFromFolder(request));
      progress.clear();
      host.stdout(format === 'json' ? json(shown, update, check) : text(shown, update, check));
      return check && isOutOfDate(update) ? Exit.findings : Exit.clean;
    } finally {
      progress.clear();
    }
  });
}

function text(shown: string, update: UpdatedDocument, check: boolean): string {
  const { before, changes, toDos } = update;
  const lines = new LineIndex(before);
  const said = changes.map(({ at, message }) => {
    const span = spanAt(before, at);
    const place = span ? `${lines.positionAt(span.start).line + 1}: ` : '';
    return `  ${printable(`${place}${message}`)}\n`;
  });
  const outcome = isOutOfDate(update) ? (check ? 'out of date' : 'updated') : 'up to date';
  const open = placeholdersIn(update.text).length;
  const left = open ? `; ${open} to be filled in` : '';
  return `${printable(shown)}: ${outcome}${left}\n${said.join('')}${toDoLines(shown, before, toDos)}`;
}

function json(shown: string, update: UpdatedDocument, check: boolean): string {
  const { changes, toDos } = update;
  const report = {
    file: shown,
    outOfDate: isOutOfDate(update),
    written: !check && isOutOfDate(update),
    changes,
    toDos,
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
