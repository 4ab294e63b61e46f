import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/**
 * Who is at work on a file that others see: a text that becomes part of its name or its content. It tells the machine as
 * it is booted, with containers as machines of their own, and the process.
 */
export type Owner = string;

const FORM = /^([0-9a-f]{8})-(\d{1,10})-[0-9a-f]{8}$/;

/** Owners of this process that are still at work: another process may have had its number before. */
const atWork = new Set<Owner>();

export function newOwner(): Owner {
  const owner = `${machine()}-${process.pid}-${randomBytes(4).toString('hex')}`;
  atWork.add(owner);
  return owner;
}

/** To be called when the work is over, whatever came of it. */
export function endOwner(owner: Owner): void {
  atWork.delete(owner);
}

/**
 * Whether nobody is at work any more: the process has ended. Of other machines that can't be asked; there, silence tells.
 * @param lastSign when the owner last did something, in milliseconds since 1970
 * @param silence how long an owner that is at work may do nothing, in milliseconds
 */
export function isGone(owner: Owner, lastSign: number, silence: number): boolean {
  const [, host, pid] = FORM.exec(owner) ?? [];
  if (host === machine() && Number(pid) === process.pid) return !atWork.has(owner);
  if (host === machine() && !isRunning(Number(pid))) return true;
  return Date.now() - lastSign > silence;
}

export function isOwner(text: string): text is Owner {
  return FORM.test(text);
}

/** The number of an owner's process, for messages. */
export function processOf(owner: Owner): string {
  return FORM.exec(owner)?.[2] ?? '?';
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // One that belongs to somebody else may not be asked, but it is there.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

let machineName: string | undefined;

function machine(): string {
  machineName ??= createHash('sha256')
    .update([hostname(), bootId(), processNamespace()].join('\n'))
    .digest('hex')
    .slice(0, 8);
  return machineName;
}

function bootId(): string {
  return orEmpty(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim());
}

/** Containers count their processes for themselves. */
function processNamespace(): string {
  return orEmpty(() => readlinkSync('/proc/self/ns/pid'));
}

/** What only Linux can tell. */
function orEmpty(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
