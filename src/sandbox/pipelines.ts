import { invalid, notFound } from './api-error.js';
import { SEED_NOW } from './clock.js';
import { objectType, type ObjectType } from './object-types.js';
import type { Portal } from './portal.js';
import type { Answer, ApiRequest } from './route.js';

export interface Stage {
  readonly id: string;
  readonly label: string;
  /** As HubSpot writes it: "0.2". */
  readonly probability: string;
  readonly isClosed: boolean;
}

export interface Pipeline {
  readonly id: string;
  readonly label: string;
  readonly stages: readonly Stage[];
}

/** A stage of a pipeline; probability 1 is won, 0 is lost. */
export const stage = (id: string, label: string, probability: string): Stage => ({
  id,
  label,
  probability,
  isClosed: probability === '1.0' || probability === '0.0',
});

export const SALES_PIPELINE: Pipeline = {
  id: 'default',
  label: 'Sales pipeline',
  stages: [
    stage('appointmentscheduled', 'Appointment scheduled', '0.2'),
    stage('qualifiedtobuy', 'Qualified to buy', '0.4'),
    stage('presentationscheduled', 'Presentation scheduled', '0.6'),
    stage('decisionmakerboughtin', 'Decision maker bought-in', '0.8'),
    stage('contractsent', 'Contract sent', '0.9'),
    stage('closedwon', 'Closed won', '1.0'),
    stage('closedlost', 'Closed lost', '0.0'),
  ],
};

export const RENEWAL_PIPELINE: Pipeline = {
  id: '73101',
  label: 'Renewals',
  stages: [
    stage('731011', 'Up for renewal', '0.5'),
    stage('731012', 'In conversation', '0.7'),
    stage('731013', 'Verbal commitment', '0.9'),
    stage('731014', 'Renewed', '1.0'),
    stage('731015', 'Churned', '0.0'),
  ],
};

/** The deal pipelines of a portal as the product's story has it; they cannot be changed through this API yet. */
export const DEAL_PIPELINES: readonly Pipeline[] = [SALES_PIPELINE, RENEWAL_PIPELINE];

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
