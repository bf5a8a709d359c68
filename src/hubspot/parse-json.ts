/** Parses JSON from outside; undefined where it is none, so that a schema says what is wrong. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
