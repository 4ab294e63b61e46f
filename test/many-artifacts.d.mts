export function writeManyArtifacts(folder: string, count: number, nameOf?: (at: number) => string): void;
