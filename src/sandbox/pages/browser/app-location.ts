/** Where one is within the app's own pages: kept behind the `#` of the address, so that Back leads back. */
import type { AppLocation } from './wire.js';

/** `#/partners/7?sort=name` is the path `/partners/7` with one parameter. Other fragments are no app location. */
export const appLocation = (): AppLocation => {
  const text = window.location.hash.slice(1);
  if (!text.startsWith('/')) return { path: '/', params: {} };
  const [path = '/', query = ''] = text.split('?');
  return { path, params: Object.fromEntries(new URLSearchParams(query)) };
};

/** Puts `:name` parameters into the path and the others behind it, as HubSpot's router reads them. */
export const fragmentOf = ({ path, params }: AppLocation): string => {
  const rest = new URLSearchParams();
  let filled = path.startsWith('/') ? path : `/${path}`;
  for (const [name, value] of Object.entries(params)) {
    if (filled.split('/').includes(`:${name}`))
      filled = filled.replace(`:${name}`, encodeURIComponent(value));
    else rest.set(name, value);
  }
  const query = rest.toString();
  return `#${filled}${query === '' ? '' : `?${query}`}`;
};

export const goTo = (location: AppLocation): void => {
  window.location.hash = fragmentOf(location);
};

/** @returns what ends the listening. */
export const onMoved = (listener: (location: AppLocation) => void): (() => void) => {
  const moved = () => listener(appLocation());
  window.addEventListener('hashchange', moved);
  return () => window.removeEventListener('hashchange', moved);
};
