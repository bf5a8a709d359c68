import { notFound } from './api-error.js';
import { SEED_NOW } from './clock.js';
import type { Portal } from './portal.js';
import { pageLimit, type Answer, type ApiRequest } from './route.js';

export interface Owner {
  readonly id: string;
  readonly userId: number;
  readonly firstName: string;
  readonly lastName: string;
  readonly team: 'Sales' | 'Partnerships';
  readonly archived: boolean;
}

const owner = (
  number: number,
  firstName: string,
  lastName: string,
  team: Owner['team'],
  archived = false,
): Owner => ({
  id: String(11_000_100 + number),
  userId: 5_200 + number,
  firstName,
  lastName,
  team,
  archived,
});

/** The people who use the portal; a portal that is seeded empty has them too. */
export const OWNERS: readonly Owner[] = [
  owner(1, 'Sam', 'Lee', 'Partnerships'),
  owner(2, 'Priya', 'Nair', 'Partnerships'),
  owner(3, 'Tomás', 'Herrera', 'Partnerships'),
  owner(4, 'Grace', 'Okafor', 'Sales'),
  owner(5, 'Jonas', 'Lindqvist', 'Sales'),
  owner(6, 'Mei', 'Tanaka', 'Sales'),
  owner(7, 'Daniel', 'Reyes', 'Sales'),
  owner(8, 'Amelia', 'Hart', 'Sales'),
  owner(9, 'Yusuf', 'Demir', 'Sales'),
  owner(10, 'Nora', 'Bauer', 'Sales', true),
];

const DEFINED_AT = new Date(SEED_NOW - 2 * 365 * 86_400_000).toISOString();

const emailOf = (one: Owner): string =>
  `${one.firstName}.${one.lastName}`
    .normalize('NFD')
    .replace(/[^\w.]/g, '')
    .toLowerCase() + '@juniper-works.example';

const ownerBody = (one: Owner) => ({
  id: one.id,
  email: emailOf(one),
  type: 'PERSON',
  firstName: one.firstName,
  lastName: one.lastName,
  ...(!one.archived && { userId: one.userId }),
  userIdIncludingInactive: one.userId,
  createdAt: DEFINED_AT,
  updatedAt: DEFINED_AT,
  archived: one.archived,
  teams: [{ id: one.team === 'Sales' ? '801' : '802', name: one.team, primary: true }],
});

/** `GET /crm/owners/…`, by `email` if asked, paged by `after`. */
export function listOwners(_portal: Portal, request: ApiRequest): Answer {
  const limit = pageLimit(request, 100, 500);
  const after = request.query.get('after') ?? '';
  const email = request.query.get('email');
  const archived = request.query.get('archived') === 'true';
  const matching = OWNERS.map(ownerBody).filter(
    (one) => one.archived === archived && (email === null || one.email === email) && one.id > after,
  );
  const results = matching.slice(0, limit);
  const last = results.at(-1);
  const more = matching.length > limit && last !== undefined;
  return { status: 200, body: { results, ...(more && { paging: { next: { after: last.id } } }) } };
}

/** `GET /crm/owners/…/{id}`, with `idProperty=userId` by user id. */
export function getOwner(_portal: Portal, request: ApiRequest): Answer {
  const id = request.param('id');
  const byUser = request.query.get('idProperty') === 'userId';
  const archived = request.query.get('archived') === 'true';
  const found = OWNERS.find(
    (one) => (byUser ? String(one.userId) : one.id) === id && one.archived === archived,
  );
  if (found === undefined) throw notFound(`Owner ${id} does not exist`);
  return { status: 200, body: ownerBody(found) };
}
