import { t } from '../../l10n';
import { fromBase64 } from '../bytes';
import { isObject, own, type JsonObject } from '../json';

/**
 * Checks that a JSON value has a form. Protobuf's own readers turn a wrong type into an empty value, which is then
 * refused for a reason that nobody understands, or not at all.
 * @throws {FormError}
 */
export type Form = (value: unknown, path: string) => void;

/** A value that is not of the form it should have. The message is a sentence about the place in the JSON. */
export class FormError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FormError';
  }
}

/** Text of a limited length. */
export function text(maxLength = 4096): Form {
  return (value, path) => {
    if (typeof value !== 'string') throw new FormError(t('{0} is not text.', path));
    if (value.length > maxLength)
      throw new FormError(t('{0} has {1} characters; up to {2} are read.', path, value.length, maxLength));
  };
}

export function oneOf(...allowed: readonly string[]): Form {
  return (value, path) => {
    if (typeof value !== 'string' || !allowed.includes(value))
      throw new FormError(t('{0} is {1}; known are {2}.', path, shown(value), allowed.join(', ')));
  };
}

/** Standard base64 of at least one byte. */
export function base64(maxBytes: number): Form {
  return (value, path) => {
    text(Math.ceil(maxBytes / 3) * 4)(value, path);
    if (!fromBase64(value as string)?.length) throw new FormError(t('{0} is not base64.', path));
  };
}

/** A 64-bit number that is not negative, which protobuf writes as text. */
export const count: Form = (value, path) => {
  if (typeof value === 'number' ? Number.isSafeInteger(value) && value >= 0 : isCount(value)) return;
  throw new FormError(t('{0} is {1}, not a whole number from 0.', path, shown(value)));
};

function isCount(value: unknown): boolean {
  return typeof value === 'string' && /^\d{1,19}$/.test(value) && BigInt(value) < 2n ** 63n;
}

export const time: Form = (value, path) => {
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) || Number.isNaN(Date.parse(value)))
    throw new FormError(t('{0} is {1}, not a time in UTC.', path, shown(value)));
};

export function list(item: Form, { min = 0, max }: { min?: number; max: number }): Form {
  return (value, path) => {
    if (!Array.isArray(value)) throw new FormError(t('{0} is not a list.', path));
    if (value.length < min || value.length > max)
      throw new FormError(t('{0} has {1} items; from {2} to {3} are read.', path, value.length, min, max));
    value.forEach((each, at) => item(each, `${path}[${at}]`));
  };
}

/** An object. What is not named here is left alone: no reader looks at it. */
export function object(required: Readonly<Record<string, Form>>, optional: Readonly<Record<string, Form>> = {}): Form {
  return (value, path) => {
    if (!isObject(value)) throw new FormError(t('{0} is not an object.', path));
    for (const [key, form] of Object.entries(required)) {
      if (!has(value, key)) throw new FormError(t('{0} is missing.', below(path, key)));
      form(own(value, key), below(path, key));
    }
    for (const [key, form] of Object.entries(optional)) if (has(value, key)) form(own(value, key), below(path, key));
  };
}

/** Exactly one of several members; the form of each is checked by {@link object}. */
export function exactlyOne(...keys: readonly string[]): Form {
  return (value, path) => {
    const given = keys.filter((key) => isObject(value) && has(value, key));
    if (given.length !== 1)
      throw new FormError(t('{0} must have exactly one of {1}; it has {2}.', path, keys.join(', '), given.length));
  };
}

export function both(...forms: readonly Form[]): Form {
  return (value, path) => forms.forEach((form) => form(value, path));
}

/** Protobuf's JSON takes null for an absent member. */
export function has(value: JsonObject, key: string): boolean {
  const member = own(value, key);
  return member !== undefined && member !== null;
}

/** What is checked as a whole; its members are named without it. */
const WHOLE = ['bundle', 'trustedRoot', 'signingConfig'];

function below(path: string, key: string): string {
  return WHOLE.includes(path) ? key : `${path}.${key}`;
}

function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 80)) : typeof value;
}
