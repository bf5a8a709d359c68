import { invalid, notFound } from './api-error.js';
import { SEED_NOW } from './clock.js';
import type { Pipeline, Stage } from './deal-pipelines.js';
import { objectType, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';
import type { Answer, ApiRequest } from './route.js';

const DEFINED_AT = new Date(SEED_NOW - 3 * 365 * 86_400_000).toISOString();

const stageBody = (one: Stage, displayOrder: number) => ({
  id: one.id,
  label: one.label,
  displayOrder,
  metadata: { isClosed: String(one.isClosed), probability: one.probability },
  createdAt: DEFINED_AT,
  updatedAt: DEFINED_AT,
  archived: false,
  writePermissions: 'CRM_PERMISSIONS_ENFORCEMENT',
});

const pipelineBody = (pipeline: Pipeline, displayOrder: number) => ({
  id: pipeline.id,
  label: pipeline.label,
  displayOrder,
  stages: pipeline.stages.map(stageBody),
  createdAt: DEFINED_AT,
  updatedAt: DEFINED_AT,
  archived: false,
});

const pipelinesOf = ({ terms }: Portal, type: ObjectType) =>
  type === 'deals' ? terms.pipelines.map(pipelineBody) : [];

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
  if (type !== 'deals') throw invalid(`Object type ${type} does not support pipelines`);
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
