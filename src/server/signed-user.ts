/** Who asks, as HubSpot signs it into the query of a request, and what that person may do. */
import type { Request } from 'express';
import { AppError } from '../errors.js';
import type { HandlerDeps } from '../handlers.js';

type Actor = HandlerDeps['actor'];
type Role = 'rep' | 'manager' | 'ops';

/** People by HubSpot user id or e-mail address, the latter in lower case. */
export interface RoleLists {
  readonly managers: ReadonlySet<string>;
  readonly ops: ReadonlySet<string>;
}

/**
 * The person that HubSpot put into the query. A card's address is in the hands of whoever uses the browser: one that
 * brings a user of its own makes two of them, and is refused. What a body says of a user says nothing.
 * @throws AppError `not_permitted`
 */
export function signedUser({ originalUrl }: Request, lists: RoleLists): Actor {
  const at = originalUrl.indexOf('?');
  const query = new URLSearchParams(at === -1 ? '' : originalUrl.slice(at + 1));
  const ids = query.getAll('userId');
  const emails = query.getAll('userEmail');
  if (ids.length > 1 || emails.length > 1) throw twoUsers();
  const [id = ''] = ids;
  const [email = ''] = emails;
  return {
    name: email === '' ? null : email,
    identity: { kind: 'signed', roles: rolesOf([id, email.toLowerCase()], lists) },
  };
}

/** Everybody is a rep; who is on a list has that role too. */
function rolesOf(names: readonly string[], { managers, ops }: RoleLists): ReadonlySet<Role> {
  const known = names.filter((name) => name !== '');
  const isOn = (list: ReadonlySet<string>): boolean => known.some((name) => list.has(name));
  return new Set<Role>([
    'rep',
    ...(isOn(managers) ? (['manager'] as const) : []),
    ...(isOn(ops) ? (['ops'] as const) : []),
  ]);
}

const twoUsers = (): AppError =>
  new AppError(
    'not_permitted',
    'The request names its user more than once.',
    'Reload the page; if it stays, the app and its server are of different versions.',
  );
