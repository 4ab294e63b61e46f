import path from 'node:path';
import { folderChecks } from '../../node/modelfolder/service';
import { configured } from './configured';

/** Model folders as the editor reads them: findings are weighed as the command line does. */
export const checks = folderChecks((problems, folder) =>
  configured(problems, folder, { cwd: path.dirname(folder), today: new Date() }),
);
