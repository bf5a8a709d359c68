import * as z from 'zod';
import { invalid, notFound } from './api-error.js';
import { associationBatch, type AssociationInput } from './association-batch.js';
import type { Change, RecordRef } from './change.js';
import { batchAnswer, batchText } from './batch-answer.js';
import { JsonText } from './json-text.js';
import { addLink, associationSpec, requireType, requireUnlabeled } from './links.js';
import { objectType, specOf, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';
import { checkBatchSize, pageLimit, type Answer, type ApiRequest } from './route.js';

const MAX_READ = 1_000;
const MAX_CREATE = 2_000;
const MAX_ARCHIVE = 100;
/** How many associations of one record HubSpot answers at a time. */
const PAGE = 500;

const idInput = z.object({ id: z.coerce.string() });

interface TypePair {
  readonly from: ObjectType;
  readonly to: ObjectType;
}

const typePair = (request: ApiRequest): TypePair => ({
  from: objectType(request.param('from')),
  to: objectType(request.param('to')),
});

interface Page {
  /** The associated records, as JSON. */
  readonly text: string;
  readonly isEmpty: boolean;
  /** The last record id of the page, where another page follows. */
  readonly next: string | null;
}

/** A record's live associations with one object type, a page of them; `after` is the last record id of the page before. */
function associationPage(
  portal: Portal,
  from: RecordRef,
  to: ObjectType,
  after: string | null,
  limit: number,
): Page {
  const beyond = Number(after ?? 0);
  if (!Number.isInteger(beyond)) throw invalid(`Invalid paging cursor: ${after ?? ''}`);
  const all = portal.links
    .targets(from, to)
    .filter(({ id }) => Number(id) > beyond && portal.records.isLive(to, id));
  const page = all.length > limit ? all.slice(0, limit) : all;
  const shown = page.map(
    ({ id, keys }) => `{"toObjectId":"${id}","associationTypes":${portal.labels.typesText(keys)}}`,
  );
  return {
    text: `[${shown.join(',')}]`,
    isEmpty: page.length === 0,
    next: all.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

const pagingText = ({ next }: Page): string =>
  next === null ? '' : `,"paging":{"next":{"after":"${next}"}}`;

/** `POST /crm/associations/…/{from}/{to}/batch/read`: records without associations are left out. */
export function readAssociations(portal: Portal, request: ApiRequest): Answer {
  const { from, to } = typePair(request);
  const schema = z.object({ inputs: z.array(idInput.extend({ after: z.coerce.string().nullish() })) });
  const { inputs } = request.body(schema);
  checkBatchSize(inputs, MAX_READ);
  const results: string[] = [];
  for (const { id, after } of inputs) {
    if (!portal.records.isLive(from, id)) continue;
    const page = associationPage(portal, { type: from, id }, to, after ?? null, PAGE);
    if (!page.isEmpty) results.push(`{"from":{"id":"${id}"},"to":${page.text}${pagingText(page)}}`);
  }
  return batchText(portal, results.join(','), []);
}

/** `GET …/{type}/{id}/associations/{to}` */
export function listAssociations(portal: Portal, request: ApiRequest): Answer {
  const { from, to } = typePair(request);
  const id = request.param('id');
  if (!portal.records.isLive(from, id)) throw notFound('resource not found');
  const limit = pageLimit(request, PAGE, PAGE);
  const page = associationPage(portal, { type: from, id }, to, request.query.get('after'), limit);
  return { status: 200, body: new JsonText(`{"results":${page.text}${pagingText(page)}}`) };
}

const createdBody = (portal: Portal, from: RecordRef, to: RecordRef) => ({
  fromObjectTypeId: specOf(from.type).typeId,
  fromObjectId: from.id,
  toObjectTypeId: specOf(to.type).typeId,
  toObjectId: to.id,
  labels: portal.links.keys(from, to).flatMap((key) => portal.labels.get(key)?.label ?? []),
});

const pairInput = z.object({ from: idInput, to: idInput });

/** `POST /crm/associations/…/{from}/{to}/batch/create` */
export function createAssociations(portal: Portal, request: ApiRequest): Answer {
  const { from, to } = typePair(request);
  const schema = z.object({ inputs: z.array(pairInput.extend({ types: z.array(associationSpec).min(1) })) });
  const { inputs } = request.body(schema);
  checkBatchSize(inputs, MAX_CREATE);
  const wanted = inputs.map((input): AssociationInput => ({
    from: { type: from, id: input.from.id },
    to: { type: to, id: input.to.id },
    types: input.types.map((spec) => requireType(portal, from, to, spec)),
  }));
  const { made, errors } = associationBatch(portal, wanted);
  const results = made.map((one) => createdBody(portal, one.from, one.to));
  return batchAnswer(portal, results, errors, 201);
}

/** `POST /crm/associations/…/{from}/{to}/batch/associate/default` */
export function associateByDefault(portal: Portal, request: ApiRequest): Answer {
  const { from, to } = typePair(request);
  const { inputs } = request.body(z.object({ inputs: z.array(pairInput) }));
  checkBatchSize(inputs, MAX_CREATE);
  const unlabeled = requireUnlabeled(portal, from, to);
  const { made, errors } = associationBatch(
    portal,
    inputs.map((input) => ({
      from: { type: from, id: input.from.id },
      to: { type: to, id: input.to.id },
      types: [unlabeled],
    })),
  );
  const spec = { associationCategory: unlabeled.category, associationTypeId: unlabeled.typeId };
  const results = made.map((one) => ({
    from: { id: one.from.id },
    to: { id: one.to.id },
    associationSpec: spec,
  }));
  return batchAnswer(portal, results, errors);
}

/** `POST /crm/associations/…/{from}/{to}/batch/archive`: takes the whole association away. */
export function archiveAssociations(portal: Portal, request: ApiRequest): Answer {
  const { from, to } = typePair(request);
  const schema = z.object({ inputs: z.array(z.object({ from: idInput, to: z.array(idInput) })) });
  const { inputs } = request.body(schema);
  checkBatchSize(inputs, MAX_ARCHIVE);
  const changes = inputs.flatMap((input) =>
    input.to.flatMap((target) =>
      unlink(portal, { type: from, id: input.from.id }, { type: to, id: target.id }),
    ),
  );
  portal.commit(changes);
  return { status: 204 };
}

function unlink(portal: Portal, from: RecordRef, to: RecordRef): readonly Change[] {
  return portal.links.keys(from, to).length === 0 ? [] : [{ kind: 'link', from, to, keys: [] }];
}

/** `POST /crm/associations/…/{from}/{to}/batch/labels/archive`: takes labels away, the association stays. */
export function archiveLabels(portal: Portal, request: ApiRequest): Answer {
  const { from, to } = typePair(request);
  const schema = z.object({ inputs: z.array(pairInput.extend({ types: z.array(associationSpec) })) });
  const { inputs } = request.body(schema);
  checkBatchSize(inputs, MAX_ARCHIVE);
  const unlabeled = requireUnlabeled(portal, from, to).key;
  for (const input of inputs) {
    const source = { type: from, id: input.from.id };
    const target = { type: to, id: input.to.id };
    const gone = new Set(input.types.map((spec) => requireType(portal, from, to, spec).key));
    const before = portal.links.keys(source, target);
    const keys = before.filter((key) => key === unlabeled || !gone.has(key));
    if (keys.length < before.length) portal.commit([{ kind: 'link', from: source, to: target, keys }]);
  }
  return { status: 204 };
}

/** The two ends that a path names; 404 where one of them is not there. */
function pathEnds(portal: Portal, request: ApiRequest): { from: RecordRef; to: RecordRef } {
  const pair = typePair(request);
  const from = { type: pair.from, id: request.param('id') };
  const to = { type: pair.to, id: request.param('toId') };
  for (const end of [from, to]) {
    if (!portal.records.isLive(end.type, end.id)) {
      throw notFound(`${end.type} ${end.id} does not exist`);
    }
  }
  return { from, to };
}

/** `PUT …/{type}/{id}/associations/{to}/{toId}` with association types */
export function putAssociation(portal: Portal, request: ApiRequest): Answer {
  const { from, to } = pathEnds(portal, request);
  const specs = request.body(z.array(associationSpec).min(1));
  const types = specs.map((spec) => requireType(portal, from.type, to.type, spec));
  portal.commit(addLink(portal, from, to, types));
  return { status: 201, body: createdBody(portal, from, to) };
}

/** `PUT …/{type}/{id}/associations/default/{to}/{toId}` */
export function putDefaultAssociation(portal: Portal, request: ApiRequest): Answer {
  const { from, to } = pathEnds(portal, request);
  const { category, typeId } = requireUnlabeled(portal, from.type, to.type);
  portal.commit(addLink(portal, from, to, []));
  const associationSpec = { associationCategory: category, associationTypeId: typeId };
  return batchAnswer(portal, [{ from: { id: from.id }, to: { id: to.id }, associationSpec }], []);
}

/** `DELETE …/{type}/{id}/associations/{to}/{toId}` */
export function deleteAssociation(portal: Portal, request: ApiRequest): Answer {
  const { from, to } = typePair(request);
  const ends = { from: { type: from, id: request.param('id') }, to: { type: to, id: request.param('toId') } };
  portal.commit(unlink(portal, ends.from, ends.to));
  return { status: 204 };
}
