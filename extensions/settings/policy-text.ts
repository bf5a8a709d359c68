/** Single settings inside a policy's JSON: fields and JSON edit one text. */

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
