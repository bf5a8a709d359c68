import type { Route } from './route.js';

export interface Match {
  readonly route: Route;
  readonly params: ReadonlyMap<string, string>;
}

const isVariable = (part: string): boolean => part.startsWith('{');

function matchParts(template: readonly string[], parts: readonly string[]): Map<string, string> | null {
  const params = new Map<string, string>();
  for (const [index, part] of template.entries()) {
    const given = parts[index] ?? '';
    if (isVariable(part)) {
      if (given === '') return null;
      params.set(part.slice(1, -1), given);
    } else if (part !== given) return null;
  }
  return params;
}

function decode(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

/** Finds the route of a request; null where the API has none. A trailing slash makes no difference. */
export function createRouter(routes: readonly Route[]): (method: string, path: string) => Match | null {
  const bySize = new Map<string, { readonly route: Route; readonly template: readonly string[] }[]>();
  for (const route of routes) {
    const template = route.template.split('/');
    const key = `${route.method} ${template.length}`;
    bySize.set(key, [...(bySize.get(key) ?? []), { route, template }]);
  }
  return (method, path) => {
    const parts = path.replace(/\/$/, '').split('/').map(decode);
    if (parts.includes(null)) return null;
    const known = parts as readonly string[];
    for (const { route, template } of bySize.get(`${method} ${known.length}`) ?? []) {
      const params = matchParts(template, known);
      if (params !== null) return { route, params };
    }
    return null;
  };
}
