import { invalid, notFound } from './api-error.js';
import { SEED_NOW } from './clock.js';
import type { Pipeline, Stage } from './deal-pipelines.js';
import { objectType, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';
import { TICKET_PIPELINES, type TicketStage } from './ticket-pipelines.js';
import type { Answer, ApiRequest } from './route.js';

const DEFINED_AT = new Date(SEED_NOW - 3 * 365 * 86_400_000).toISOString();

type AnyStage = Stage | TicketStage;

const metadataOf = (one: AnyStage) =>
  'probability' in one
    ? { isClosed: String(one.isClosed), probability: one.probability }
    : { isClosed: String(one.isClosed), ticketState: one.isClosed ? 'CLOSED' : 'OPEN' };

const stageBody = (one: AnyStage, displayOrder: number) => ({
  id: one.id,
  label: one.label,
  displayOrder,
  metadata: metadataOf(one),
  createdAt: DEFINED_AT,
  updatedAt: DEFINED_AT,
  archived: false,
  writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
});

interface AnyPipeline extends Omit<Pipeline, 'stages'> {
  readonly stages: readonly AnyStage[];
}

const pipelineBody = (pipeline: AnyPipeline, displayOrder: number) => ({
  id: pipeline.id,
  label: pipeline.label,
  displayOrder,
  stages: pipeline.stages.map(stageBody),
  createdAt: DEFINED_AT,
  updatedAt: DEFINED_AT,
  archived: false,
});

function pipelinesOf({ terms }: Portal, type: ObjectType) {
  if (type === 'tickets') return TICKET_PIPELINES.map(pipelineBody);
  return type === 'deals' ? terms.pipelines.map(pipelineBody) : [];
}

function onePipeline(portal: Portal, request: ApiRequest) {
  const pipeline = pipelinesOf(portal, objectType(request.param('type'))).find(
    ({ id }) => id === request.param('id'),
  );
  if (pipeline === undefined) throw notFound(`Pipeline ${request.param('id')} does not exist`);
  return pipeline;
}

/** `GET /crm/pipelines/…/{type}` */
export function listPipelines(portal: Portal, request: ApiRequest): Answer {
  const type = objectType(request.param('type'));
  if (type !== 'deals' && type !== 'tickets') throw invalid(`Object type ${type} does not support pipelines`);
  return { status: 200, body: { results: pipelinesOf(portal, type) } };
}

/** `GET /crm/pipelines/…/{type}/{id}` */
export const getPipeline = (portal: Portal, request: ApiRequest): Answer => ({
  status: 200,
  body: onePipeline(portal, request),
});

/** `GET /crm/pipelines/…/{type}/{id}/stages` */
export const listStages = (portal: Portal, request: ApiRequest): Answer => ({
  status: 200,
  body: { results: onePipeline(portal, request).stages },
});

/** `GET /crm/pipelines/…/{type}/{id}/stages/{stage}` */
export function getStage(portal: Portal, request: ApiRequest): Answer {
  const found = onePipeline(portal, request).stages.find(({ id }) => id === request.param('stage'));
  if (found === undefined) throw notFound(`Stage ${request.param('stage')} does not exist`);
  return { status: 200, body: found };
}
