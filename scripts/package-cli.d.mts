/** Makes an npm package of the command line and returns the path of the archive. */
export function packageCommandLine(output: string, bundle?: string): string;
