import { spawn } from 'node:child_process';

/** A program that shows a URL, as it is started: without a shell, which would read the URL. */
type Opener = readonly [program: string, ...args: string[]];

/** How long a program may run until it counts as a browser that is open. */
const PATIENCE_MS = 2000;

function opener(): Opener | undefined {
  const { BROWSER, DISPLAY, WAYLAND_DISPLAY } = process.env;
  // Set by VS Code in the terminals of remote machines, where it leads to the browser of whoever sits in front of it.
  if (BROWSER && !/[\s%:]/.test(BROWSER)) return [BROWSER];
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return DISPLAY || WAYLAND_DISPLAY ? ['xdg-open'] : undefined;
}

/** Whether there is a browser on this machine, as far as can be told. */
export function canOpenBrowser(): boolean {
  return opener() !== undefined;
}

/** Opens a URL in the user's browser, and says whether that worked. */
export async function openBrowser(url: string): Promise<boolean> {
  const [program, ...args] = opener() ?? [];
  if (program === undefined) return false;
  return new Promise((resolve) => {
    const child = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
    const timer = setTimeout(() => resolve(true), PATIENCE_MS);
    const settle = (opened: boolean) => {
      clearTimeout(timer);
      resolve(opened);
    };
    child.on('error', () => settle(false));
    child.on('exit', (code) => settle(code === 0));
    child.unref();
  });
}
