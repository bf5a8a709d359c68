/** Single settings inside a policy's JSON: fields and JSON edit one text. */
import type { PolicyField } from '../view.js';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const read = (text: string): Json | null => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
};

/** Whether fields can be edited at all: the text is one JSON object. */
export const isReadable = (text: string): boolean => read(text) !== null;

/** The value of a setting; undefined where it is not named. */
export const settingIn = (text: string, path: readonly string[]): unknown =>
  path.reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), read(text));

/** A group that a policy names replaces the built-in one; of the others, what is left out keeps its default. */
const replaces = (field: PolicyField): boolean => field.kind === 'number' && field.emptyMeans !== null;

/** The value that a setting would have under a text, be it named or left out. */
export const settingInForce = (text: string, defaults: string, field: PolicyField): unknown => {
  const { path } = field;
  const named = settingIn(text, path);
  if (named !== undefined) return named;
  const hasGroup = settingIn(text, path.slice(0, -1)) !== undefined;
  return replaces(field) && hasGroup ? undefined : settingIn(defaults, path);
};

/** The text with a field changed, and nothing else: a group that the text leaves out is taken over from the defaults. */
export const withField = (text: string, defaults: string, field: PolicyField, value: unknown): string => {
  const group = field.path.slice(0, -1);
  const whole =
    replaces(field) && settingIn(text, group) === undefined
      ? withSetting(text, group, settingIn(defaults, group))
      : text;
  return withSetting(whole, field.path, value);
};

const withValue = (at: Json, [key = '', ...rest]: readonly string[], value: unknown): Json => {
  if (rest.length > 0) {
    const below = at[key];
    return { ...at, [key]: withValue(isObject(below) ? below : {}, rest, value) };
  }
  const others = Object.entries(at).filter(([name]) => name !== key);
  // A setting keeps its place, so that the text does not jump about.
  if (value === undefined) return Object.fromEntries(others);
  return key in at ? { ...at, [key]: value } : Object.fromEntries([...others, [key, value]]);
};

/** The text with a setting changed; undefined takes it out. A text that cannot be read stays as it is. */
export const withSetting = (text: string, path: readonly string[], value: unknown): string => {
  const policy = read(text);
  return policy === null ? text : JSON.stringify(withValue(policy, path, value), null, 2);
};
