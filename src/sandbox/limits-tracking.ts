import { objectType, specOf, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';
import type { Answer, ApiRequest } from './route.js';

const PLURALS: Readonly<Record<string, string>> = {
  companies: 'Companies',
  contacts: 'Contacts',
  deals: 'Deals',
  meetings: 'Meetings',
  calls: 'Calls',
  emails: 'Emails',
  tickets: 'Tickets',
  tasks: 'Tasks',
  notes: 'Notes',
  feedback_submissions: 'Feedback Submissions',
  marketing_events: 'Marketing Events',
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** An object type as the limits tell it. */
function typeBody(portal: Portal, type: ObjectType) {
  const spec = specOf(type);
  const labels = portal.schemas.get(type)?.labels;
  return {
    objectTypeId: spec.typeId,
    singularLabel: labels?.singular ?? capital(spec.singular),
    pluralLabel: labels?.plural ?? PLURALS[type] ?? type,
  };
}

/** In per cent, to two decimals: 44 of 50 is 88. */
const percentage = (usage: number, limit: number): number =>
  limit === 0 ? 0 : Math.round((usage / limit) * 10_000) / 100;

const measured = (usage: number, limit: number) => ({ limit, usage, percentage: percentage(usage, limit) });

/**
 * `GET /crm/limits/…/associations/labels`, by `fromObjectTypeId` and `toObjectTypeId` where asked: how many labels people
 * have made for each pair, in both directions of it; a pair without any is left out.
 */
export function labelLimits(portal: Portal, request: ApiRequest): Answer {
  const wanted = (name: string): ObjectType | null => {
    const text = request.query.get(name);
    return text === null ? null : objectType(text);
  };
  const [from, to] = [wanted('fromObjectTypeId'), wanted('toObjectTypeId')];
  const pairs = new Map<string, { from: ObjectType; to: ObjectType; labels: string[] }>();
  for (const { forward, inverse } of portal.labels.userPairs()) {
    for (const type of new Set([forward, inverse])) {
      if ((from !== null && type.from !== from) || (to !== null && type.to !== to)) continue;
      const key = `${type.from}/${type.to}`;
      const pair = pairs.get(key) ?? { from: type.from, to: type.to, labels: [] };
      pairs.set(key, { ...pair, labels: [...pair.labels, type.label ?? ''] });
    }
  }
  const { labelsPerPair, associationLabels } = portal.settings;
  const results = [...pairs.values()].map((pair) => ({
    fromObjectType: typeBody(portal, pair.from),
    toObjectType: typeBody(portal, pair.to),
    allLabels: pair.labels,
    ...measured(pair.labels.length, associationLabels ? labelsPerPair : 0),
  }));
  return { status: 200, body: { results } };
}

/** How many properties of a type people and apps have made; archived ones do not count. */
export const customProperties = (portal: Portal, type: ObjectType): number =>
  portal.properties.list(type).filter((one) => !one.hubspotDefined && one.archivedAt === null).length;

/** `GET /crm/limits/…/custom-properties`: by object type, and over all. */
export function propertyLimits(portal: Portal): Answer {
  const { customPropertiesPerObject: limit } = portal.settings;
  const byObjectType = portal
    .types()
    .map((type) => ({ ...typeBody(portal, type), ...measured(customProperties(portal, type), limit) }));
  const used = byObjectType.reduce((sum, { usage }) => sum + usage, 0);
  const overall = limit * byObjectType.length;
  return {
    status: 200,
    body: {
      overallLimit: overall,
      overallUsage: used,
      overallPercentage: percentage(used, overall),
      byObjectType,
    },
  };
}

/** Custom objects that an Enterprise subscription has. */
const CUSTOM_OBJECTS = 10;

/** `GET /crm/limits/…/custom-object-types`; a limit of 0 where the subscription has none. */
export function objectLimits(portal: Portal): Answer {
  const usage = portal.schemas.list().filter(({ archivedAt }) => archivedAt === null).length;
  return { status: 200, body: measured(usage, portal.settings.customObjects ? CUSTOM_OBJECTS : 0) };
}

/** `GET /crm/limits/…/pipelines`: those of deals. */
export function pipelineLimits(portal: Portal): Answer {
  const deals = { ...typeBody(portal, 'deals'), ...measured(portal.terms.pipelines.length, 100) };
  const none = { byObjectType: [], overallLimit: 0, overallUsage: 0, overallPercentage: 0 };
  return { status: 200, body: { hubspotDefinedObjectTypes: [deals], customObjectTypes: none } };
}

/**
 * `GET /crm/limits/…/associations/records/from`: the types of which a record has all, or four fifths, of the associations
 * that an admin allows it.
 */
export function recordAssociationLimits(portal: Portal): Answer {
  const byType = new Map<ObjectType, { near: boolean; full: boolean }>();
  for (const [key, max] of portal.labels.limits()) {
    const type = portal.labels.get(key);
    if (type === undefined) continue;
    const most = Math.max(0, ...heldBy(portal, type.from, type.to, key));
    if (most < 0.8 * max) continue;
    const before = byType.get(type.from);
    byType.set(type.from, { near: true, full: most >= max || before?.full === true });
  }
  const results = [...byType].map(([type, { near, full }]) => ({
    ...typeBody(portal, type),
    hasRecordsNearLimit: near,
    hasRecordsAtLimit: full,
  }));
  return { status: 200, body: { results } };
}

const heldBy = (portal: Portal, from: ObjectType, to: ObjectType, key: string): readonly number[] =>
  portal.links
    .writtenIds(from)
    .filter((id) => portal.records.isLive(from, id))
    .map(
      (id) => portal.links.targets({ type: from, id }, to).filter(({ keys }) => keys.includes(key)).length,
    );
